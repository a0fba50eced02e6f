"""The colour of a town on paper: its own, in the file and in the cache; in black and white, none."""

import re
from io import BytesIO
from typing import Any

import docx
import pytest
from django.test import Client
from PIL import Image, ImageChops
from pypdf import PdfReader
from wagtail.models import Site

from home.brand_colours import by_day
from home.models import SiteIdentity
from lessons.models import GuidePage
from lessons.sheets.document import guide_document
from lessons.sheets.drawn_markers import with_markers
from lessons.sheets.guide_sheet import guide_sheet
from lessons.sheets.options import Options
from lessons.sheets.typst_job import job_of, key_of
from tests.lessons.sheets.conftest import pdf_of
from tests.support.pdf import text_of

pytestmark = pytest.mark.django_db
PLUM, YELLOW = "#6d2077", "#ffcd00"
PLUM_INK = re.compile(rb"0\.427\d* 0\.125\d* 0\.466\d*")


def give(guide: GuidePage, colour: str, host: str = "") -> None:
    site = Site.objects.get(hostname=host) if host else guide.get_site()
    SiteIdentity.objects.update_or_create(
        site=site, defaults={"colour": colour, "organisation": f"Mairie {colour}"}
    )


def job(guide: GuidePage, **options: Any) -> Any:
    return job_of(guide_document(GuidePage.objects.get(pk=guide.pk), Options(**options)))


def test_a_sheet_without_a_colour_names_none(guide: GuidePage) -> None:
    assert '"brand": "", ' in job(guide).data


def test_another_colour_is_another_file_in_the_cache(guide: GuidePage) -> None:
    keys = set()
    for colour in ("", PLUM, YELLOW):
        give(guide, colour)
        keys.add(key_of(job(guide)))
    assert len(keys) == 3


def test_the_paper_has_the_colour_that_reads_by_day(guide: GuidePage) -> None:
    give(guide, YELLOW)
    data = job(guide).data
    assert f'"brand": "{by_day(YELLOW).brand}"' in data
    assert f'"wash": "{by_day(YELLOW).brand_wash}"' in data
    assert YELLOW not in data.replace(f"Mairie {YELLOW}", "")


def inks_of(pdf: bytes) -> bytes:
    return b"".join(page.get_contents().get_data() for page in PdfReader(BytesIO(pdf)).pages)


def test_titles_are_printed_in_the_colour_but_not_in_black_and_white(guide: GuidePage) -> None:
    assert not PLUM_INK.search(inks_of(pdf_of(guide)))
    give(guide, PLUM)
    town = GuidePage.objects.get(pk=guide.pk)
    assert PLUM_INK.search(inks_of(pdf_of(town)))
    assert not PLUM_INK.search(inks_of(pdf_of(town, saves_ink=True)))


def test_two_towns_that_share_a_page_get_each_their_own_sheet(
    guide: GuidePage, client: Client, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "jaune.exemple"]
    site = guide.get_site()
    Site.objects.create(hostname="jaune.exemple", root_page=site.root_page)
    give(guide, PLUM, site.hostname)
    give(guide, YELLOW, "jaune.exemple")
    path = f"/guides/{guide.slug}/fiche-apprenant.pdf"
    for _time in ("made", "kept"):
        for host, colour in ((site.hostname, PLUM), ("jaune.exemple", YELLOW)):
            response = client.get(path, headers={"host": host})
            assert response.status_code == 200
            assert f"Mairie {colour}" in text_of(response.content)


def test_a_word_processors_file_has_the_colour_in_titles_and_rules(guide: GuidePage, client: Client) -> None:
    give(guide, PLUM)
    word = docx.Document(BytesIO(client.get(f"/guides/{guide.slug}/fiche-apprenant.docx").content))
    assert str(word.styles["Heading 1"].font.color.rgb) == PLUM[1:].upper()
    rules = re.findall(r'<w:left [^>]*w:color="(\w+)"', word.element.xml)
    assert rules
    assert set(rules) == {PLUM[1:].upper()}


def test_a_ring_keeps_its_colour_and_other_markers_have_that_of_the_town(guide: GuidePage) -> None:
    [picture] = [step.picture for step in guide_sheet(guide).steps if step.picture]
    usual, plum = (
        Image.open(BytesIO(content)) for content in (with_markers(picture), with_markers(picture, PLUM))
    )
    changed = ImageChops.difference(usual, plum).point(lambda step: 255 * (step > 40)).getbbox()
    assert changed is not None
    assert changed[3] < usual.height / 2  # The target is in the lower half.
