"""The colour and the logo of a town in the settings: what is accepted, what is refused, and what is said of it."""

from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from wagtail.models import Collection, Site

from home.brand_colours import DAY_CONTRAST, PAPER, by_day, contrast
from home.colour_preview import preview_of
from home.images.size_limits import MAX_BYTES
from home.models import SiteIdentity, SiteImage
from tests.factories import UserFactory, make_site

codes = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.fixture
def admin(client: Client, db: None) -> Client:
    make_site()
    client.force_login(UserFactory(is_superuser=True))
    return client


def address() -> str:
    return reverse("wagtailsettings:edit", args=("home", "siteidentity", Site.objects.get().pk))


def save(admin: Client, **values: Any) -> str:
    """Save the settings; return the words of the page that answers."""
    response = admin.post(address(), {"accessibility": "non", **values}, follow=True)
    assert response.status_code == 200
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text().split())


def saved() -> SiteIdentity:
    return SiteIdentity.read(Site.objects.get())


def image_of(picture: Image.Image) -> SiteImage:
    content = BytesIO()
    picture.save(content, "PNG")
    return SiteImage.objects.create(title="Logo", file=ContentFile(content.getvalue(), "logo.png"))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("#c8102e", "#c8102e"),
        ("#C8102E", "#c8102e"),
        ("c8102e", "#c8102e"),
        ("  #C12 ", "#cc1122"),
        ("abc", "#aabbcc"),
        ("", ""),
    ],
)
def test_a_colour_is_kept_in_one_form(admin: Client, typed: str, stored: str) -> None:
    save(admin, colour=typed)
    assert saved().colour == stored


@pytest.mark.parametrize(
    "typed", ["red", "rouge", "#12", "#c8102e80", "rgb(200, 16, 46)", "#ggg", "#c8102e;}", "٣٣٣", "<b>"]
)
def test_what_is_no_colour_is_refused_in_a_sentence_and_the_form_keeps_it(admin: Client, typed: str) -> None:
    words = save(admin, colour=typed)
    assert "Le site ne reconnaît pas cette couleur." in words
    assert "Corrigez la couleur pour voir l’aperçu." in words
    assert saved().colour == ""
    page = BeautifulSoup(
        admin.post(address(), {"accessibility": "non", "colour": typed}).content, "html.parser"
    )
    field = page.select_one("[name=colour]")
    assert field is not None
    assert field["value"] == typed


def test_the_page_says_how_well_the_colour_reads(admin: Client) -> None:
    words = save(admin, colour="#ffcd00")
    assert "Votre couleur #ffcd00 est trop claire pour des mots (contraste 1,4 : 1, il en faut 7)" in words
    assert "le site l’assombrit : #6b5000" in words
    assert "De jour. Liens : contraste 7,0 : 1 (au moins 7), se lit." in words
    assert "De nuit. Liens : contraste 8,6 : 1 (au moins 8,5), se lit." in words


def test_the_page_says_that_a_dark_colour_is_kept(admin: Client) -> None:
    assert "votre couleur est gardée telle quelle" in save(admin, colour="#6d2077")
    assert "C’est la couleur habituelle" in save(admin, colour="")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("#ffcd00", "le site l’assombrit : #6b5000"),
        ("abc", "Votre couleur #aabbcc est trop claire"),
        ("", "C’est la couleur habituelle"),
        ("<script>", "Corrigez la couleur"),
    ],
)
def test_the_preview_follows_what_is_typed(admin: Client, typed: str, words: str) -> None:
    html = admin.get(reverse("colour_preview"), {"couleur": typed}).content.decode().replace("\xa0", " ")
    assert words in html
    assert "<script" not in html


@given(codes)
def test_a_colour_is_called_too_light_only_where_it_is(code: str) -> None:
    assert (by_day(code).brand == code) == (contrast(code, PAPER) >= DAY_CONTRAST)
    assert ("trop claire" in preview_of(code).change) == (contrast(code, PAPER) < DAY_CONTRAST)


@pytest.mark.parametrize("size", [(1, 1), (47, 300), (300, 47)])
def test_a_logo_of_a_few_points_is_refused(admin: Client, size: tuple[int, int]) -> None:
    image = image_of(Image.new("RGB", size, "#6d2077"))
    assert f"Ce logo est trop petit ({size[0]} × {size[1]} points)" in save(admin, logo=image.pk)
    assert saved().logo is None


@pytest.mark.parametrize("ink", ["#ffffff", "#f0f0f0", "#00000000"])
def test_a_logo_that_nobody_would_see_is_refused(admin: Client, ink: str) -> None:
    picture = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((20, 20, 180, 180), fill=ink)
    words = save(admin, logo=image_of(picture).pk)
    assert "On ne voit rien de ce logo sur du papier blanc." in words
    assert saved().logo is None


@pytest.mark.parametrize(
    ("size", "ink"), [((600, 60), "#6d2077"), ((60, 600), "#ffcd00"), ((64, 64), "#000000")]
)
def test_a_logo_on_a_transparent_ground_is_accepted(admin: Client, size: tuple[int, int], ink: str) -> None:
    picture = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(picture).rectangle((5, 5, 50, 50), fill=ink)
    image = image_of(picture)
    save(admin, logo=image.pk)
    assert saved().logo == image


def test_a_logo_whose_file_is_lost_does_not_stop_the_settings(admin: Client) -> None:
    image = image_of(Image.new("RGB", (100, 100), "#6d2077"))
    image.file.storage.delete(image.file.name)
    save(admin, logo=image.pk, organisation="Mairie de Prune")
    assert saved().organisation == "Mairie de Prune"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
            "Ce fichier n’est pas une image que le site sait lire.",
        ),
        (b" " * (MAX_BYTES + 1), "Ce fichier est trop lourd : le site accepte 30 Mo au plus."),
        (b" " * 20 * 1024 * 1024, "Ce fichier n’est pas une image que le site sait lire."),
    ],
)
def test_a_script_or_a_heavy_file_is_refused_when_it_is_sent(
    admin: Client, content: bytes, sentence: str
) -> None:
    file = SimpleUploadedFile("logo.svg", content, "image/svg+xml")
    collection = Collection.get_first_root_node().pk
    response = admin.post(
        reverse("wagtailimages_chooser:create"),
        {
            "image-chooser-upload-title": "Logo",
            "image-chooser-upload-file": file,
            "image-chooser-upload-collection": collection,
        },
    )
    assert response.status_code == 200
    assert sentence in response.json()["htmlFragment"].replace("\xa0", " ")
    assert not SiteImage.objects.exists()


def test_a_photo_of_20_megabytes_is_reduced_to_a_logo_of_a_few(admin: Client) -> None:
    noise = Image.effect_noise((4_000, 4_900), 80)
    content = BytesIO()
    noise.save(content, "JPEG", quality=98)
    assert content.tell() > 15 * 1024 * 1024
    image = SiteImage.objects.create(title="Logo", file=ContentFile(content.getvalue(), "logo.jpg"))
    save(admin, logo=image.pk)
    html = admin.get("/").content.decode()
    assert saved().logo == image
    assert html
