"""« Note pour moi » is for the person who typed it: it is in no page, copy or document for others."""

import io
import zipfile

import pytest
from django.test import Client

from lessons.models import GuidePage
from lessons.planning.pack_options import IN_ORDER
from lessons.sheets.sheet_types import SheetType
from tests.lessons.planning.conftest import Helper
from tests.lessons.planning.test_pack import document_words, get, words_of

NOTE = "Prévoir un fauteuil pour la dame du lundi"
EVERY_PAPER = "&".join(f"{paper.form.code}=1" for paper in IN_ORDER)
FOR_ME = f"seance=1&{SheetType.POSTER.form.code}=1&pour-moi=1"


@pytest.fixture
def workshop(helper: Helper, taxes: GuidePage) -> Helper:
    """A shared session with a note on a guide and on an activity."""
    helper.add(taxes)
    helper.activity("pause")
    notes = {f"{line.pk}-note": NOTE for line in helper.lines}
    helper.act("", **notes)
    helper.post("reglages", version=helper.plan.version, title="Atelier", day="2026-12-01", starts_at="14:00")
    helper.post("partager")
    return helper


def test_whoever_has_the_key_reads_no_note(workshop: Helper) -> None:
    assert workshop.page().count(NOTE) >= 2
    reader = Helper(Client())
    key = workshop.plan.share_key
    pages = [f"/seance/lire/{key}/", *(f"/seance/lire/{key}/projection/{place}/" for place in (1, 2, 3))]
    assert not [path for path in pages if NOTE in reader.page(path)]


def test_a_copy_holds_no_note(workshop: Helper) -> None:
    colleague = Helper(Client())
    colleague.post("copier", cle=workshop.plan.share_key)
    assert len(colleague.lines) == 2
    assert {line.note for line in colleague.lines} == {""}


def test_no_paper_and_no_file_holds_a_note_unless_it_is_for_the_helper_alone(workshop: Helper) -> None:
    papers = words_of(get(workshop, f"dossier/accessible.pdf?{EVERY_PAPER}").content)
    assert "Plan de la séance" in papers
    assert "Déclarer ses revenus" in document_words(get(workshop, "plan.docx").content)
    assert NOTE not in " ".join(papers.split())
    assert NOTE not in document_words(get(workshop, "plan.docx").content)
    assert NOTE not in get(workshop, "agenda.ics").content.decode().replace("\r\n ", "")
    for place in (1, 2, 3, 4):
        assert NOTE not in workshop.page(f"/seance/projection/{place}/")
    for words in in_the_zip(workshop, EVERY_PAPER).values():
        assert NOTE not in words


def in_the_zip(workshop: Helper, query: str) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(get(workshop, f"dossier/fichiers.zip?{query}").content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    texts = {
        name: document_words(content) if name.endswith(".docx") else words_of(content)
        for name, content in files.items()
    }
    return {name: " ".join(words.split()) for name, words in texts.items()}


def test_the_helper_may_print_a_plan_for_oneself_with_notes_and_key(workshop: Helper) -> None:
    assert "pour-moi" in workshop.page("/seance/dossier/")
    files = in_the_zip(workshop, FOR_ME)
    plan = files["01-seance-atelier.pdf"]
    assert plan.count(NOTE) == 2
    assert "Plan pour moi" in plan
    assert str(workshop.plan.share_key) in plan.replace(" ", "")
    assert files["plan.docx"].count(NOTE) == 2
    assert NOTE not in files["02-affiche-atelier.pdf"]


@pytest.mark.parametrize("query", [EVERY_PAPER, FOR_ME], ids=["for others", "for me"])
def test_papers_for_others_lead_to_the_catalogue_and_never_to_the_session(
    workshop: Helper, query: str
) -> None:
    key = str(workshop.plan.share_key)
    for name, words in in_the_zip(workshop, query).items():
        if name.startswith("01-") and query == FOR_ME:
            continue
        assert key not in words.replace(" ", ""), name
        assert "/seance/lire/" not in words, name
    assert "/guides/" in in_the_zip(workshop, query)[_poster_in(query)].replace(" ", "")


def _poster_in(query: str) -> str:
    return "02-affiche-atelier.pdf" if query == FOR_ME else "03-affiche-atelier.pdf"
