"""The index follows the changes of editors."""

from io import StringIO

import pytest
from django.core.management import call_command

from lessons.models import GuidePage, IndexedForm, Occurrence
from tests.factories import GlossaryTermFactory
from tests.lessons.search.conftest import Guides, Search, titles


def test_a_guide_is_found_as_soon_as_it_is_published(guides: Guides, search: Search) -> None:
    draft = guides["ameli"]
    draft.unpublish()
    assert search("ameli")["total"] == 0
    draft.title = "Ouvrir son compte de santé"
    draft.save_revision().publish()
    assert titles(search("compte santé")) == ["Ouvrir son compte de santé"]


def test_words_taken_out_are_no_longer_found(guides: Guides, search: Search) -> None:
    guides["identity"].summary = "Autre chose."
    guides["identity"].save_revision().publish()
    assert search("mairie", exact="1")["total"] == 0


def test_terms_added_in_the_same_save_are_found(guides: Guides, search: Search) -> None:
    guides["identity"].vocabulary = [GlossaryTermFactory(name="Timbre", code="timbre")]
    guides["identity"].tags.add("photomaton")
    guides["identity"].save()
    assert search("timbre photomaton")["total"] == 1


@pytest.mark.parametrize("place", ["type", "theme", "site", "level"])
def test_a_renamed_term_is_found_in_the_guides_that_use_it(
    guides: Guides, search: Search, place: str
) -> None:
    guide = guides["ameli"]
    term = {
        "type": guide.procedure_type,
        "theme": guide.procedure_type.parent,
        "site": guide.official_site,
        "level": guide.level,
    }[place]
    old = term.name
    term.name, term.also_said = "Kaléidoscope", "ornithorynque"
    term.save()
    assert guide.title in titles(search("kaleidoscope"))
    assert guide.title in titles(search("ornithorynque"))
    if place == "site":
        term.url = "https://autre.exemple/"
        term.save()
        assert search(old, exact="1")["notice"] or search(old, exact="1")["total"] == 1


def test_a_renamed_glossary_term_is_found(guides: Guides, search: Search) -> None:
    term = GlossaryTermFactory()
    guides["ameli"].vocabulary.add(term)
    guides["ameli"].save()
    term.also_said = "trombone"
    term.save()
    assert titles(search("trombone")) == [guides["ameli"].title]


def test_a_deleted_guide_leaves_nothing(guides: Guides, search: Search) -> None:
    pk = guides["ameli"].pk
    guides["ameli"].delete()
    assert search("ameli")["total"] == 0
    assert not Occurrence.objects.filter(object_id=pk, kind__model="page").exists()


def test_rebuilding_finds_the_same_and_forgets_what_is_gone(guides: Guides, search: Search) -> None:
    call_command("update_index", stdout=StringIO())
    before = set(Occurrence.objects.values_list("kind_id", "object_id", "form__form", "weight"))
    GuidePage.objects.filter(pk=guides["ameli"].pk).update(summary="Kaléidoscope.")
    IndexedForm.objects.create(form="orphelin", stem="orphelin", spelling="orphelin")
    Occurrence.objects.filter(object_id=guides["declare"].pk).delete()
    call_command("update_index", stdout=StringIO())
    after = set(Occurrence.objects.values_list("kind_id", "object_id", "form__form", "weight"))
    assert {row[2] for row in after - before} == {"kaleidoscope"}
    assert {row[2] for row in before - after} == {"suivre", "ses", "remboursements"}
    assert not IndexedForm.objects.filter(form="orphelin").exists()
    assert titles(search("kaléidoscope")) == [guides["ameli"].title]


def test_rebuilding_twice_writes_nothing_more(guides: Guides) -> None:
    call_command("update_index", stdout=StringIO())
    rows = set(Occurrence.objects.values_list("kind_id", "object_id", "form_id", "weight"))
    call_command("update_index", stdout=StringIO())
    assert set(Occurrence.objects.values_list("kind_id", "object_id", "form_id", "weight")) == rows
