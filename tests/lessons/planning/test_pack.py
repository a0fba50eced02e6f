"""One file contains all the documents of a session; others its plan, its calendar event, its separate
documents.
"""

import io
import zipfile
from datetime import date
from typing import Any

import pikepdf
import pytest
from django.http import QueryDict
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from home.images import clean_picture
from home.images.replacement import replace_file
from home.typesetting import background_builds
from home.typesetting.worker_pool import DocumentUnavailableError
from lessons.models import GuidePage
from lessons.planning.pack_options import IN_ORDER, read_pack_options, usual_copies
from lessons.sheets.options import MAX_COPIES
from lessons.sheets.sheet_types import SheetType
from tests.factories import SiteImageFactory, UserFactory, make_step
from tests.home.images import samples
from tests.lessons.planning.conftest import Helper, text_of
from tests.support.pdf import assert_meets_pdf_ua

NARROW = "\N{NARROW NO-BREAK SPACE}"


def words_of(pdf: bytes) -> str:
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return text.replace(NARROW, " ").replace("\N{NO-BREAK SPACE}", " ")


def pages_of(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


@pytest.fixture
def workshop(helper: Helper, taxes: GuidePage, mail: GuidePage) -> Helper:
    helper.add(taxes)
    helper.add(mail)
    helper.activity("accueil")
    helper.post(
        "reglages",
        version=helper.plan.version,
        title="Atelier du mardi",
        day="2026-12-01",
        starts_at="14:00",
        available="90",
    )
    return helper


def get(helper: Helper, path: str) -> Any:
    response = helper.client.get(f"/seance/{path}")
    assert response.status_code == 200, response.status_code
    return response


def test_one_accessible_file_holds_the_plan_the_outlines_and_the_sheets(workshop: Helper) -> None:
    response = get(workshop, "dossier/accessible.pdf")
    pdf = response.content
    words = words_of(pdf)
    for said in (
        "Sommaire",
        "Plan de la séance",
        "14 h 10",
        "Trame aidant",
        "À apporter",
        "Feuille de présence",
        "Téléphone portable",
    ):
        assert said in words
    assert_meets_pdf_ua(pdf)
    assert response["Content-Disposition"] == 'inline; filename="dossier-atelier-du-mardi-accessible.pdf"'


def test_the_outline_is_cut_as_the_session_is_and_the_sheet_stays_whole(workshop: Helper) -> None:
    pk = workshop.lines[1].pk
    workshop.act("", **{f"{pk}-note": "", f"{pk}-form": "court"})
    outline = words_of(get(workshop, "dossier/accessible.pdf?trame=1").content)
    sheet = words_of(get(workshop, "dossier/accessible.pdf?fiche=1").content)
    assert "laissées de côté" in outline
    assert "Comprendre l’impôt" in sheet


def test_a_guide_nobody_may_read_is_in_no_file(workshop: Helper, taxes: GuidePage) -> None:
    taxes.unpublish()
    assert "Déclarer ses revenus" not in words_of(get(workshop, "dossier/accessible.pdf").content)
    assert "Déclarer ses revenus" not in document_words(get(workshop, "plan.docx").content)
    assert "Déclarer ses revenus" not in get(workshop, "agenda.ics").content.decode()
    assert "1 guide retiré du site" in workshop.page("/seance/dossier/")


def test_the_printer_gets_as_many_copies_as_asked_each_on_a_new_sheet(workshop: Helper) -> None:
    once = pages_of(get(workshop, "dossier/imprimer.pdf?presence=1").content)
    assert pages_of(get(workshop, "dossier/imprimer.pdf?presence=3").content) == 3 * once
    both_sides = pages_of(get(workshop, "dossier/imprimer.pdf?presence=3&recto-verso=1").content)
    assert both_sides == 3 * (once + once % 2)
    mixed = pages_of(get(workshop, "dossier/imprimer.pdf?presence=2&positionnement=5&seance=1").content)
    assert mixed == 8


def test_every_paper_is_a_file_of_its_own_in_the_zip(workshop: Helper) -> None:
    response = get(workshop, "dossier/fichiers.zip?fiche=1&presence=1")
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert archive.namelist() == [
            "01-presence-atelier-du-mardi.pdf",
            "02-fiche-declarer-ses-revenus.pdf",
            "03-fiche-creer-une-adresse-mail.pdf",
            "plan.docx",
        ]
        assert "Déclarer ses revenus" in words_of(archive.read("02-fiche-declarer-ses-revenus.pdf"))


def document_words(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells).replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_the_plan_can_be_changed_in_a_word_processor(workshop: Helper) -> None:
    content = get(workshop, "plan.docx").content
    words = document_words(content)
    for said in ("Atelier du mardi", "14 h 00", "Accueil", "Déclarer ses revenus", "Dernier avis d’impôt"):
        assert said in words
    document = Document(io.BytesIO(content))
    assert document.core_properties.language == "fr-FR"
    assert next(one.text for one in document.paragraphs if one.style.name == "Heading 1") == "Déroulé"


def test_the_event_says_when_in_the_time_of_the_whole_world(workshop: Helper) -> None:
    event = get(workshop, "agenda.ics").content.decode()
    assert "DTSTART:20261201T130000Z" in event
    assert "DTEND:20261201T145000Z" in event
    assert "SUMMARY:Atelier du mardi" in event
    assert all(len(line.encode()) <= 75 for line in event.split("\r\n"))
    assert "URL:" not in event


def test_the_event_of_a_site_overseas_is_at_the_hour_of_that_place(workshop: Helper, settings: Any) -> None:
    settings.TIME_ZONE = "Indian/Reunion"
    event = get(workshop, "agenda.ics").content.decode()
    assert "DTSTART:20261201T100000Z" in event
    assert "DTEND:20261201T115000Z" in event


def test_an_event_over_the_change_of_hour_lasts_as_long_as_the_session(workshop: Helper) -> None:
    workshop.post("reglages", version=workshop.plan.version, day="2026-03-29", starts_at="01:30")
    event = get(workshop, "agenda.ics").content.decode()
    assert "DTSTART:20260329T003000Z" in event
    assert "DTEND:20260329T022000Z" in event


def test_a_session_without_an_hour_lasts_the_day_and_without_a_date_has_no_event(workshop: Helper) -> None:
    workshop.post(
        "reglages", version=workshop.plan.version, day="2026-12-01", starts_at="", title="Avec ; et , et \\"
    )
    event = get(workshop, "agenda.ics").content.decode()
    assert "DTSTART;VALUE=DATE:20261201" in event
    assert "SUMMARY:Avec \\; et \\, et \\\\" in event
    assert workshop.plan.day == date(2026, 12, 1)
    workshop.post("reglages", version=workshop.plan.version, day="")
    assert workshop.client.get("/seance/agenda.ics").status_code == 404
    assert "agenda.ics" not in workshop.page()


@pytest.mark.parametrize(
    "query",
    [
        "fiche=-5",
        "fiche=1000000000",
        "fiche=abc",
        "taille=-5",
        "images=peut-être",
        "fiche=",
        "trame=%00",
        "x=1&x=2",
        "taille=1e9&encre=%F0",
    ],
)
def test_choices_that_make_no_sense_still_give_a_page(workshop: Helper, query: str) -> None:
    assert get(workshop, f"dossier/?{query}")


@given(st.dictionaries(st.sampled_from([paper.form.code for paper in IN_ORDER]), st.text(max_size=12)))
def test_copies_are_always_between_none_and_forty(asked: dict[str, str]) -> None:
    query = QueryDict(mutable=True)
    query.update(asked)
    options = read_pack_options(query, participants=6)
    assert options.papers
    assert all(0 < copies <= MAX_COPIES for copies in (options.copies[paper] for paper in options.papers))


def test_everyone_gets_what_each_person_takes_home() -> None:
    usual = usual_copies(12)
    assert (usual[SheetType.LEARNER], usual[SheetType.HELPER], usual[SheetType.ATTENDANCE]) == (12, 1, 1)


def test_an_empty_session_prints_nothing_and_says_why(workshop: Helper) -> None:
    for line in workshop.lines:
        workshop.act("retirer", line)
    for path in ("dossier/", "dossier/imprimer.pdf", "dossier/fichiers.zip"):
        assert workshop.client.get(f"/seance/{path}")["Location"] == "/seance/?info=vide"


def test_a_pack_that_cannot_be_made_now_says_so_and_can_be_asked_again(
    workshop: Helper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_kwargs: object) -> bytes:
        raise DocumentUnavailableError("too long")

    with monkeypatch.context() as patched:
        patched.setattr("lessons.planning.pack.RenderedDocument.pdf", refuse)
        response = workshop.client.get("/seance/dossier/imprimer.pdf?fiche=2")
    assert response.status_code == 503
    assert "Le dossier n’est pas prêt" in text_of(response)
    assert get(workshop, "dossier/imprimer.pdf?fiche=2").content.startswith(b"%PDF")


def test_a_pack_is_made_anew_when_a_picture_in_it_has_changed(workshop: Helper, taxes: GuidePage) -> None:
    before = workshop.client.get("/seance/dossier/accessible.pdf").content
    image = SiteImageFactory()
    taxes.steps = [make_step(screenshot={"image": image.pk, "alt": "L’écran", "markers": []})]
    taxes.save_revision().publish()
    shown = workshop.client.get("/seance/dossier/accessible.pdf").content
    replace_file(
        image,
        clean_picture(samples.picture()),
        user=UserFactory(),
        action="wagtail.edit",
        data={},
    )
    after = workshop.client.get("/seance/dossier/accessible.pdf").content
    assert len({before, shown, after}) == 3


def test_a_pack_that_takes_long_shows_how_far_it_is(
    workshop: Helper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(_key: str, make: Any, **_options: object) -> background_builds.Build:
        return background_builds.Build(make, done=3, total=20)

    monkeypatch.setattr("home.typesetting.background_builds.build", slow)
    for path in ("imprimer.pdf", "?compter=1"):
        response = workshop.client.get(f"/seance/dossier/{path}")
        assert response.status_code == 202
        assert "3 sur 20" in text_of(response)
        assert response["Refresh"] == "2"


def test_blank_pages_have_the_size_of_the_others(workshop: Helper) -> None:
    with pikepdf.open(
        io.BytesIO(get(workshop, "dossier/imprimer.pdf?presence=1&recto-verso=1").content)
    ) as pdf:
        sizes = {tuple(round(float(side)) for side in page.mediabox) for page in pdf.pages}
    assert sizes == {(0, 0, 595, 842)}


@pytest.mark.parametrize("paper", ["presence", "affiche"])
def test_the_sheet_and_the_poster_of_a_session_say_when_it_is(workshop: Helper, paper: str) -> None:
    words = " ".join(words_of(get(workshop, f"dossier/accessible.pdf?{paper}=1").content).split())
    when = {"presence": "Date : 1er décembre 2026, 14 h 00", "affiche": "Le 1er décembre 2026 à 14 h 00"}
    assert when[paper] in words
    workshop.post("reglages", version=workshop.plan.version, day="", starts_at="")
    words = " ".join(words_of(get(workshop, f"dossier/accessible.pdf?{paper}=1").content).split())
    assert "décembre" not in words
    assert "14 h" not in words
