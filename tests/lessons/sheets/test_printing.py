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
from lessons.sheets.print_choices import paper_needed
from lessons.sheets.sheet_types import GUIDE_SHEET_TYPES, in_order
from lessons.sheets.typst_job import settings_of

OPTIONS = st.builds(
    Options,
    papers=st.sets(st.sampled_from(list(GUIDE_SHEET_TYPES)), min_size=1).map(in_order),
    size=st.sampled_from(TextSize),
    pictures=st.sampled_from(Pictures),
    course=st.sampled_from(OutlineLength),
    whole_pictures=st.booleans(),
    saves_ink=st.booleans(),
    copies=st.integers(1, MAX_COPIES),
    booklet=st.booleans(),
    both_sides=st.booleans(),
    words=st.booleans(),
    notes=st.booleans(),
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


@pytest.mark.parametrize(
    ("pages", "options", "told"),
    [
        (7, Options(copies=12, both_sides=True), "12 exemplaires : 48 feuilles recto verso."),
        (7, Options(copies=12), "12 exemplaires : 84 feuilles, ou 48 recto verso."),
        (7, Options(copies=12, booklet=True), "12 exemplaires : 24 feuilles recto verso."),
        (1, Options(), "1 exemplaire : 1 feuille."),
    ],
)
def test_it_says_what_paper_is_needed(pages: int, options: Options, told: str) -> None:
    assert paper_needed(pages, options).replace("\N{NO-BREAK SPACE}", " ") == told


@pytest.mark.django_db
def test_both_sides_begin_each_copy_on_a_new_sheet(guide: GuidePage, client: Client) -> None:
    once = len(PdfReader(BytesIO(client.get(f"/guides/{guide.slug}/imprimer.pdf?papier=memo").content)).pages)
    query = "papier=memo&exemplaires=3&recto-verso=1"
    pages = PdfReader(BytesIO(client.get(f"/guides/{guide.slug}/imprimer.pdf?{query}").content)).pages
    assert once == 1
    assert len(pages) == 6
    assert "Mémo" in pages[2].extract_text()
    assert not pages[3].extract_text()
    text = client.get(f"/guides/{guide.slug}/imprimer/?{query}").content.decode()
    assert "3 exemplaires : 3 feuilles recto verso." in text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["exemplaires=3", "livret=1"])
def test_a_file_that_loses_its_tags_says_so_and_the_tagged_one_comes_first(
    guide: GuidePage, client: Client, query: str
) -> None:
    tagged, printer = (f'href="/guides/{guide.slug}/imprimer.pdf{rest}"' for rest in ("", f"?{query}"))
    text = client.get(f"/guides/{guide.slug}/imprimer/?{query}").content.decode()
    assert -1 < text.find(tagged) < text.find(printer)
    assert "il a perdu ses balises" in text
    assert "balises" not in client.get(f"/guides/{guide.slug}/imprimer/").content.decode()


@pytest.mark.parametrize(("value", "is_on"), [("1", True), ("oui", True), ("0", False), ("", False)])
def test_a_switch_is_on_with_any_value_but_nothing_and_0(value: str, is_on: bool) -> None:
    read = read_options(QueryDict(f"encre={value}&livret={value}&entieres={value}&recto-verso={value}"))
    assert [read.saves_ink, read.booklet, read.whole_pictures, read.both_sides] == [is_on] * 4


def test_small_pictures_of_a_booklet_are_not_smaller_still() -> None:
    small, usual = (Options(booklet=True, pictures=size) for size in (Pictures.COMPACT, Pictures.NORMAL))
    assert settings_of(small)["picture-share"] == settings_of(usual)["picture-share"]
