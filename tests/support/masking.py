"""Masks a picture as the administration does, without its pages."""

from home.images.editing import MASKED
from home.images.masking import Box, mask
from home.images.replacement import replace_file
from home.models import SiteImage
from tests.factories import UserFactory


def mask_picture(image: SiteImage) -> None:
    with image.open_file() as file:
        picture = mask(file.read(), [Box(0, 0, 50, 50)], None)
    replace_file(image, picture, user=UserFactory(), action=MASKED, data={"masks": 1})
