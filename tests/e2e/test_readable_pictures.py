"""The words of the demo's pictures can be read, on paper and on a phone.

The sizes of the words are those with which the screens are drawn; the sizes of the pictures on paper are read
from the PDF files, and the parts that are shown from the page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page

from cms.demo import GUIDES
from cms.demo.screens.frames import draw_screen
from cms.demo.screens.model import Rectangle, TextLine
from cms.demo.screens.spec import read_screens
from lessons.import_export.reader import read_guide
from tests.conventions.offenders import assert_none
from tests.e2e.papers import SLUGS, Get, got, papers
from tests.support.printed_pictures import printed_sizes

__all__ = ["got", "papers"]

FRAMES = ".screenshot-frame img"
WIDTHS = "pictures => pictures.map((picture) => picture.clientWidth)"
LEAST_SHARE = 0.9
CROP = re.compile(r"\.crop-([\d.]+)-([\d.]+)-([\d.]+)-([\d.]+)\.")

PAPERS = {  # Query of the sheet, and the least size of words in points.
    "": 9,
    "taille=18": 9,
    "taille=24": 9,
    "images=compactes": 7,
    "livret=1": 7,
}
TOO_WIDE = {  # What is to be pressed or shown is itself as wide as the screen.
    "consulter-ses-points-de-permis/solde",
    "consulter-son-releve-de-carriere/annee-carriere",
    "creer-une-adresse-de-messagerie/boite",
    "demander-un-acte-de-naissance/preuve-acte",
    "demander-une-aide-au-logement-caf/justificatifs",
    "faire-une-demande-de-logement-social/pieces-hlm",
    "reconnaitre-un-faux-site-ou-un-faux-sms/faux-site",
    "s-inscrire-a-france-travail/cv-ft",
    "s-inscrire-a-france-travail/confirmation-ft",
}


@dataclass(frozen=True)
class LegiblePicture:
    """A picture of a guide, with the size of its smallest words and the width of its crop, in pixels."""

    name: str
    smallest: float
    width: float

    def size_at(self, width: float) -> float:
        """Return the size of the smallest words when the picture is `width` wide, in the unit of `width`."""
        return self.smallest * width / self.width


@lru_cache
def names_of(slug: str) -> list[str]:
    """The names of the pictures of a guide, in the order of its steps."""
    guide = read_guide(GUIDES / slug, [])
    assert guide is not None
    shown = [step.values.get("screenshot") for step in guide.steps]
    return [screenshot.file.stem for screenshot in shown if screenshot]


def legible_pictures(slug: str, html: str) -> Iterator[LegiblePicture]:
    """Yield the pictures of a guide in the order of its steps."""
    screens = {screen.name: screen for screen in read_screens(GUIDES / slug / "screens.yaml")}
    shown = BeautifulSoup(html, "html.parser").select(FRAMES)
    for name, image in zip(names_of(slug), shown, strict=True):
        drawn = draw_screen(screens[name])
        part = _part(str(image["src"]), drawn.width, drawn.height)
        yield LegiblePicture(f"{slug}/{name}", _smallest(drawn.lines, part), part.width)


def _part(address: str, width: float, height: float) -> Rectangle:
    crop = CROP.search(address)
    x, y, wide, high = map(float, crop.groups()) if crop else (0, 0, 100, 100)
    return Rectangle(x * width / 100, y * height / 100, wide * width / 100, high * height / 100)


def _smallest(lines: list[TextLine], part: Rectangle) -> float:
    return min(line.size for line in lines if _overlaps(line.box, part))


def _overlaps(box: Rectangle, part: Rectangle) -> bool:
    across = box.x < part.x + part.width and part.x < box.x + box.width
    return across and box.y < part.y + part.height and part.y < box.y + box.height


@pytest.mark.parametrize("slug", SLUGS)
def test_the_smallest_words_can_be_read_on_paper_and_on_a_phone(
    got: Get, papers: Path, phone: Page, slug: str
) -> None:
    phone.goto(f"/guides/{slug}/")
    pictures = list(legible_pictures(slug, phone.content()))
    small = {"phone": _below(12, pictures, phone.locator(FRAMES).evaluate_all(WIDTHS))}
    for query, least in PAPERS.items():
        usual = (papers / "fiche-apprenant.pdf").read_bytes()
        sheet = got(f"/guides/{slug}/imprimer.pdf?{query}") if query else usual
        sizes = printed_sizes(sheet, is_booklet="livret" in query)
        small[query] = _below(least, pictures, [size.points for size in sizes])
    assert_none(_unlisted(small), "List why these words are smaller, or show a smaller part of the picture.")
    assert set().union(*small.values()) == {name for name in TOO_WIDE if name.startswith(slug)}


def test_few_pictures_are_listed() -> None:
    assert len(TOO_WIDE) <= (1 - LEAST_SHARE) * sum(len(names_of(slug)) for slug in SLUGS)


def _unlisted(small: dict[str, dict[str, float]]) -> Iterator[str]:
    for place, sizes in small.items():
        for name in sizes.keys() - TOO_WIDE:
            yield f"{place}: {name}, {sizes[name]}"


def _below(least: float, pictures: list[LegiblePicture], widths: list[float]) -> dict[str, float]:
    """Return the sizes of the words that are smaller than `least`, by picture."""
    sizes = {
        picture.name: round(picture.size_at(width), 1)
        for picture, width in zip(pictures, widths, strict=True)
    }
    return {name: size for name, size in sizes.items() if size < least}
