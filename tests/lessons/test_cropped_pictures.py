"""The part of a screenshot that is shown is the same on the page, on paper, on the wall and in the copy."""

import io
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.conf import settings as site_settings
from django.core.management import call_command
from django.test import Client
from docx import Document
from PIL import Image

from home.models import SiteImage
from lessons.import_export import import_guides
from lessons.import_export.image_import import ImportedImages
from lessons.models import GuideIndexPage, GuidePage
from lessons.sheets.guide_sheet import guide_sheet
from lessons.static_export import export_site
from tests.factories import GuideIndexPageFactory, GuidePageFactory, make_site, make_step
from tests.support.pdf import text_of
from tests.support.printed_pictures import printed_sizes

pytestmark = pytest.mark.django_db
FRAME = {"choice": "frame", "x": 0, "y": 50, "width": 50, "height": 50}
WHOLE = {"choice": "whole"}
SPEC = "crop-0.0-50.0-50.0-50.0"


@pytest.fixture
def catalogue(settings: Any, tmp_path: Path) -> GuideIndexPage:
    settings.MEDIA_ROOT = tmp_path / "media"
    shutil.rmtree(site_settings.SHEETS_CACHE_DIR, ignore_errors=True)
    page: GuideIndexPage = GuideIndexPageFactory(parent=make_site())
    return page


def guide_with(catalogue: GuideIndexPage, crop: dict[str, Any] | None, slug: str = "declarer") -> GuidePage:
    """A guide of one step. Its picture is dark where the crop FRAME is, and white elsewhere."""
    pixels = Image.new("RGB", (1200, 800), "white")
    pixels.paste("#0b4a5a", (0, 400, 600, 800))
    file = io.BytesIO()
    pixels.save(file, "PNG")
    image = ImportedImages().keep(file.getvalue(), "Écran")
    places = [(80, 2, "Menu", False), (8, 60, "Valider", True)]
    markers = [
        {
            "type": "item",
            "id": label,
            "value": {"x": x, "y": y, "width": 15, "height": 6, "label": label, "target": target},
        }
        for x, y, label, target in places
    ]
    shot = {"image": image.pk, "alt": "Page d’accueil.", "markers": markers}
    steps = [make_step("Ouvrir", screenshot=shot | ({"crop": crop} if crop else {}))]
    made = GuidePageFactory(parent=catalogue, title=slug.title(), slug=slug, steps=steps)
    return GuidePage.objects.get(pk=made.pk)


def page_of(client: Client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


def one(soup: BeautifulSoup, selector: str) -> Tag:
    found = soup.select_one(selector)
    assert found is not None, selector
    return found


def colours(content: bytes) -> set[str]:
    """The corners of a picture: "dark" or "light"."""
    with Image.open(io.BytesIO(content)) as opened:
        picture = opened.convert("L")
    right, bottom = picture.width - 3, picture.height - 3
    corners = [(2, 2), (right, 2), (2, bottom), (right, bottom)]
    return {"dark" if int(picture.getpixel(corner)) < 128 else "light" for corner in corners}  # type: ignore[arg-type]


def test_the_page_shows_the_part_and_links_to_the_whole(catalogue: GuideIndexPage, client: Client) -> None:
    page = page_of(client, guide_with(catalogue, FRAME).url)
    picture = one(page, ".screenshot-frame img")
    assert (picture["width"], picture["height"]) == ("600", "400")
    shown: Any = client.get(str(picture["src"]))
    assert colours(shown.getvalue()) == {"dark"}
    link = one(page, ".whole-picture a")
    assert " ".join(link.get_text().split()) == "Voir l’image entière de l’étape 1"
    whole: Any = client.get(str(link["href"]))
    assert colours(whole.getvalue()) == {"dark", "light"}


def test_a_marker_outside_keeps_its_number_and_its_words(catalogue: GuideIndexPage, client: Client) -> None:
    page = page_of(client, guide_with(catalogue, FRAME).url)
    assert [text.get_text() for text in page.select(".markers text")] == ["2", "Appuyez ici"]
    ring = one(page, ".markers svg:has(.target)")
    assert [ring[side] for side in ("x", "y", "width", "height")] == ["16.00%", "20.00%", "30.00%", "12.00%"]
    lines = [line.get_text(" ", strip=True) for line in page.select(".marker-list li")]
    assert lines == ["1 Menu (sur l’image entière)", "2 Valider (appuyez ici)"]


def test_a_guide_written_before_crops_shows_what_is_around_its_target(
    catalogue: GuideIndexPage, client: Client
) -> None:
    picture = one(page_of(client, guide_with(catalogue, None).url), ".screenshot-frame img")
    assert (picture["width"], picture["height"]) == ("543", "311")


def test_a_picture_shown_whole_has_no_link_to_itself(catalogue: GuideIndexPage, client: Client) -> None:
    page = page_of(client, guide_with(catalogue, WHOLE).url)
    assert one(page, ".screenshot-frame img")["width"] == "800"
    assert page.select(".whole-picture") == []
    assert "crop-" not in str(page)


def test_the_wall_shows_the_part_without_a_link(catalogue: GuideIndexPage, client: Client) -> None:
    page = page_of(client, f"{guide_with(catalogue, FRAME).url}projection/2/")
    assert SPEC in str(one(page, ".screenshot-frame img")["src"])
    assert page.select(".whole-picture") == []
    assert [note.get_text() for note in page.select(".marker-list small")] == ["(hors de l’image)"]


def test_paper_shows_the_part_and_on_demand_the_whole(catalogue: GuideIndexPage, client: Client) -> None:
    guide = guide_with(catalogue, FRAME)
    usual = client.get(f"{guide.url}fiche-apprenant.pdf").content
    whole = client.get(f"{guide.url}imprimer.pdf?entieres=1").content
    assert [printed.pixels for printed in printed_sizes(usual)] == [600]
    assert [printed.pixels for printed in printed_sizes(whole)] == [1000]
    assert "Menu (hors de l’image)" in text_of(usual)
    assert "hors de l’image" not in text_of(whole)
    assert "entieres=1" in client.get(f"{guide.url}imprimer/?entieres=1").content.decode()


def test_a_marker_outside_is_not_drawn_on_paper(catalogue: GuideIndexPage) -> None:
    (step,) = guide_sheet(guide_with(catalogue, FRAME)).steps
    assert step.picture is not None
    assert [(marker.number, marker.drawn) for marker in step.picture.markers] == [(1, False), (2, True)]
    assert step.picture.markers[1].x == 16


def test_the_word_processor_gets_the_part(catalogue: GuideIndexPage, client: Client) -> None:
    response = client.get(f"{guide_with(catalogue, FRAME).url}fiche-apprenant.docx")
    document = Document(io.BytesIO(response.content))
    (picture,) = [part.blob for part in document.part.package.iter_parts() if part.partname.endswith(".jpg")]
    lines = [line.text.replace("\N{NARROW NO-BREAK SPACE}", " ") for line in document.paragraphs]
    assert {"1 : Menu (hors de l’image)", "2 : Valider (appuyez ici)"} <= set(lines)
    with Image.open(io.BytesIO(picture)) as opened:
        assert opened.size == (600, 400)


def test_the_static_copy_has_both(catalogue: GuideIndexPage, tmp_path: Path) -> None:
    guide_with(catalogue, FRAME)
    export_site(tmp_path / "copie")
    folder = tmp_path / "copie/guides/declarer"
    page = BeautifulSoup((folder / "index.html").read_bytes(), "html.parser")
    shown, whole = one(page, ".screenshot-frame img")["src"], one(page, ".whole-picture a")["href"]
    assert colours((folder / str(shown)).read_bytes()) == {"dark"}
    assert colours((folder / str(whole)).read_bytes()) == {"dark", "light"}


@pytest.mark.parametrize(
    ("crop", "number", "line"),
    [
        (None, 1, None),
        (FRAME, 2, "crop: {x: 0, y: 50, width: 50, height: 50}"),
        (WHOLE, 2, "crop: whole"),
    ],
    ids=["proposed", "frame", "whole"],
)
def test_guide_files_have_format_2_only_with_a_crop(
    catalogue: GuideIndexPage, tmp_path: Path, crop: Any, number: int, line: str | None
) -> None:
    guide = guide_with(catalogue, crop)
    before = guide.steps[0].value["screenshot"].crop_in_use
    call_command("export_guides", str(tmp_path / "out"))
    text = (tmp_path / "out/declarer/guide.yaml").read_text(encoding="utf-8")
    assert text.startswith(f"format: {number}\n")
    assert re.findall(r"crop: .*", text) == ([line] if line else [])
    import_guides(tmp_path / "out")
    again = GuidePage.objects.get(slug="declarer").steps[0].value["screenshot"]
    assert again.crop_in_use == before
    assert SiteImage.objects.count() == 1
