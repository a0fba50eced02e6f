"""The options for printing: the query string, the page, the file for the printer."""

from io import BytesIO

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from home.typesetting.imposition import booklet_order
from home.typesetting.typst_compiler import Job
from home.typesetting.worker_pool import DocumentUnavailableError
from lessons.models import GuidePage
from lessons.sheets.options import MAX_COPIES, Options, OutlineLength, Pictures, TextSize, read_options
from lessons.sheets.sheet_types import GUIDE_SHEET_TYPES, in_order

OPTIONS = st.builds(
    Options,
    papers=st.sets(st.sampled_from(list(GUIDE_SHEET_TYPES)), min_size=1).map(in_order),
    size=st.sampled_from(TextSize),
    pictures=st.sampled_from(Pictures),
    course=st.sampled_from(OutlineLength),
    saves_ink=st.booleans(),
    copies=st.integers(1, MAX_COPIES),
    booklet=st.booleans(),
)


@given(OPTIONS)
def test_an_address_carries_every_option(options: Options) -> None:
    assert read_options(QueryDict(options.query_string())) == options


@given(st.dictionaries(st.sampled_from(["papier", "taille", "images", "duree", "exemplaires"]), st.text()))
def test_what_is_unknown_counts_as_not_said(query: dict[str, str]) -> None:
    given_query = QueryDict(mutable=True)
    given_query.update(query)
    options = read_options(given_query)
    assert options.papers
    assert 1 <= options.copies <= MAX_COPIES


@pytest.mark.parametrize(
    ("query", "copies"), [("12", 12), ("0", 1), ("-5", 1), ("10000000000", MAX_COPIES), ("٣", 1)]
)
def test_copies_stay_within_reason(query: str, copies: int) -> None:
    asked = QueryDict(mutable=True)
    asked["exemplaires"] = query
    assert read_options(asked).copies == copies


@given(st.integers(1, 80))
def test_a_booklet_holds_every_page_once_and_folds_into_order(pages: int) -> None:
    sides = booklet_order(pages)
    assert len(sides) % 2 == 0
    assert sorted(page for side in sides for page in side if page is not None) == list(range(pages))
    assert sides[0][1] == 0
    if pages > 1:
        assert sides[1][0] == 1


@pytest.mark.django_db
def test_the_printer_gets_as_many_copies_as_asked(guide: GuidePage, client: Client) -> None:
    once = PdfReader(BytesIO(client.get(f"/guides/{guide.slug}/imprimer.pdf").content))
    response = client.get(f"/guides/{guide.slug}/imprimer.pdf?exemplaires=3")
    thrice = PdfReader(BytesIO(response.content))
    assert len(thrice.pages) == 3 * len(once.pages)
    assert len(response.content) < 1.5 * len(client.get(f"/guides/{guide.slug}/imprimer.pdf").content)


@pytest.mark.django_db
def test_a_booklet_is_a4_on_its_side_with_two_pages_a_side(guide: GuidePage, client: Client) -> None:
    response = client.get(f"/guides/{guide.slug}/imprimer.pdf?livret=1")
    pages = PdfReader(BytesIO(response.content)).pages
    assert len(pages) % 2 == 0
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {(842, 595)}
    assert "livret-fiche-" in response["Content-Disposition"]
    assert response.content == client.get(f"/guides/{guide.slug}/imprimer.pdf?livret=1").content


@pytest.mark.django_db
def test_the_print_page_offers_the_usual_sheet_at_once(guide: GuidePage, client: Client) -> None:
    response = client.get(f"/guides/{guide.slug}/imprimer/")
    text = response.content.decode()
    assert f'href="/guides/{guide.slug}/imprimer.pdf"' in text
    assert "ko)" in text
    assert 'src="page-1.png?' in text
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


@pytest.mark.django_db
def test_the_print_page_shows_what_was_chosen(guide: GuidePage, client: Client) -> None:
    query = "papier=memo&papier=affiche&taille=18&encre=1"
    text = client.get(f"/guides/{guide.slug}/imprimer/?{query}").content.decode()
    assert 'value="memo" checked' in text
    assert 'value="18" checked' in text
    assert "imprimer.pdf?papier=memo&amp;papier=affiche&amp;taille=18&amp;encre=1" in text
    assert "Aperçu\xa0: 2 pages" in text


@pytest.mark.django_db
def test_a_paper_there_is_nothing_for_cannot_be_chosen(guide: GuidePage, client: Client) -> None:
    guide.papers = []
    guide.save_revision().publish()
    text = client.get(f"/guides/{guide.slug}/imprimer/").content.decode()
    assert "Ce guide ne demande aucun papier." in text
    assert 'value="affiche" disabled' in text


@pytest.mark.django_db
def test_a_page_is_shown_small_and_no_other(guide: GuidePage, client: Client) -> None:
    response = client.get(f"/guides/{guide.slug}/imprimer/page-1.png")
    assert response["Content-Type"] == "image/png"
    assert response.content.startswith(b"\x89PNG")
    for number in ("0", "99", "9" * 400):
        assert client.get(f"/guides/{guide.slug}/imprimer/page-{number}.png").status_code == 404


@pytest.mark.django_db
def test_when_the_typesetter_fails_the_print_page_still_answers(
    guide: GuidePage, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_job: Job) -> bytes:
        raise DocumentUnavailableError("too long")

    monkeypatch.setattr("lessons.sheets.render.draw_in_worker", fail)
    response = client.get(f"/guides/{guide.slug}/imprimer/")
    assert response.status_code == 200
    assert "Réessayer" in response.content.decode()
    assert client.get(f"/guides/{guide.slug}/imprimer/page-1.png").status_code == 503
