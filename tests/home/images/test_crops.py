"""A crop is a rendition: made from the stored file, and deleted with its other renditions."""

import io

import pytest
from PIL import Image, ImageColor
from wagtail.images.exceptions import InvalidFilterSpecError

from home.images.crops import WHOLE, crop_specs
from home.images.editing import change_picture
from home.images.masking import FILL, Box
from home.images.models import SiteImage
from home.models import User
from tests.factories import SiteImageFactory

CROP = Box(50, 25, 25, 50)
SPEC = "crop-50.0-25.0-25.0-50.0|format-png"

pytestmark = pytest.mark.django_db


def pixels(image: SiteImage, spec: str = SPEC) -> Image.Image:
    rendition = image.get_rendition(spec)
    with rendition.file.storage.open(rendition.file.name) as file:
        return Image.open(io.BytesIO(file.read())).convert("RGB")


def test_it_keeps_the_part_in_percent() -> None:
    image = SiteImageFactory(file__width=400, file__height=200, file__color="#0b4a5a")
    assert [*crop_specs(CROP), "format-png"] == SPEC.split("|")
    assert pixels(image).size == (100, 100)
    assert crop_specs(WHOLE) == []


@pytest.mark.parametrize("crop", ["100.0-0.0-50.0-50.0", "0.0-0.0-0.0-50.0"])
def test_a_crop_outside_the_picture_keeps_it_whole(crop: str) -> None:
    image = SiteImageFactory(file__width=40, file__height=30)
    assert pixels(image, f"crop-{crop}|format-png").size == (40, 30)


def test_masked_pixels_are_masked_in_every_crop() -> None:
    image = SiteImageFactory(file__width=400, file__height=200, file__color="#0b4a5a")
    before = image.get_rendition(SPEC).file.name
    change_picture(image, [WHOLE], None, User.objects.create(email="aidant@exemple.fr"))
    masked = SiteImage.objects.get(pk=image.pk)
    assert pixels(masked).getpixel((50, 50)) == pytest.approx(ImageColor.getrgb(FILL), abs=3)
    assert not image.file.storage.exists(before)


@pytest.mark.parametrize("spec", ["crop-1-2-3", "crop-nan-0-10-10", "crop-0-0-1e999-10", "crop-a-b-c-d"])
def test_a_spec_without_four_numbers_is_invalid(spec: str) -> None:
    with pytest.raises(InvalidFilterSpecError):
        SiteImageFactory().get_rendition(spec)
