"""Two or three people edit one session: their texts are merged, and conflicts in one field lead to a
question.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lessons.models import GuidePage
from lessons.planning.models import SessionLine, SessionPlan
from tests.lessons.planning.conftest import Helper
from tests.lessons.planning.tabs import Tab

SAVE = "Enregistrer les durées et les notes"


@pytest.fixture
def two(helper: Helper, taxes: GuidePage, mail: GuidePage) -> tuple[Tab, Tab]:
    helper.add(taxes)
    helper.add(mail)
    return Tab(helper.client), Tab(helper.client)


def note(helper: Helper, place: int) -> str:
    return f"{helper.lines[place].pk}-note"


def test_what_two_people_type_in_different_fields_meets(helper: Helper, two: tuple[Tab, Tab]) -> None:
    early, late = two
    early.type(note(helper, 0), "Premier")
    early.press("Pause , 10 min")
    late.type(note(helper, 1), "Second")
    late.type("title", "Atelier")
    late.press(SAVE)
    assert late.status == 200
    assert [line.note for line in helper.lines] == ["Premier", "Second", ""]
    assert helper.plan.title == "Atelier"


@pytest.mark.parametrize(
    ("choice", "kept"),
    [("Ce que j’ai écrit", "Second"), ("L’autre", "Premier"), ("Les deux", "Premier / Second")],
)
def test_a_field_that_both_changed_shows_both_and_asks(
    helper: Helper, two: tuple[Tab, Tab], choice: str, kept: str
) -> None:
    early, late = two
    name = note(helper, 0)
    early.type(name, "Premier")
    early.press(SAVE)
    late.type(name, "Second")
    late.type("title", "Atelier")
    # Pressing again erases nothing.
    for words in (SAVE, "Enregistrer", "Imprimer le dossier", "Pause , 10 min"):
        late.press(words)
        assert late.status == 409
        assert "Cette séance a changé ailleurs" in late.text
        assert "« Premier »" in late.text
        assert late.value(name) == "Second"
        assert helper.lines[0].note == "Premier"
    assert helper.plan.title == "Atelier"
    late.press(choice)
    assert late.status == 200
    assert helper.lines[0].note == kept


def test_a_choice_is_asked_again_when_the_other_has_gone_on_writing(
    helper: Helper, two: tuple[Tab, Tab]
) -> None:
    early, late = two
    name = note(helper, 0)
    for tab, words in ((early, "Premier"), (late, "Second"), (early, "Premier bis")):
        tab.type(name, words)
        tab.press(SAVE)
    late.press("Ce que j’ai écrit")
    assert late.status == 409
    assert "« Premier bis »" in late.text
    assert helper.lines[0].note == "Premier bis"
    late.press("Ce que j’ai écrit")
    assert helper.lines[0].note == "Second"


def test_what_three_people_type_in_one_field_is_kept_once(helper: Helper, two: tuple[Tab, Tab]) -> None:
    """A person who chooses « Les deux » too late is asked again, and already has the words of the
    first one.
    """
    early, late = two
    name = note(helper, 0)
    third = Tab(helper.client)
    for tab, words in ((early, "Premier"), (late, "Second"), (third, "Troisième")):
        tab.type(name, words)
        tab.press(SAVE)
    late.press("Les deux")
    third.press("Les deux")
    assert third.status == 409
    third.press("Les deux")
    assert helper.lines[0].note == "Premier / Second / Troisième"


@pytest.mark.parametrize(
    ("name", "first", "second", "said"),
    [
        ("day", "2026-12-01", "2026-12-02", "1er décembre 2026"),
        ("available", "60", "90", "60"),
        ("participants", "6", "8", "6"),
        ("starts_at", "14:00", "15:00", "14:00"),
        ("equipment", "ordinateurs", "imprimante", "Ordinateurs"),
    ],
)
def test_details_that_both_changed_are_asked_about_too(
    helper: Helper, two: tuple[Tab, Tab], name: str, first: str, second: str, said: str
) -> None:
    early, late = two
    for tab, value in ((early, first), (late, second)):
        tab.fields[name] = [value]
        tab.press("Enregistrer")
    assert late.status == 409
    assert f"« {said} »" in late.text
    late.press("Ce que j’ai écrit")
    assert late.status == 200
    assert Tab(helper.client).value(name) == second


def test_a_note_of_a_line_that_someone_removed_is_quoted_until_it_was_seen(
    helper: Helper, two: tuple[Tab, Tab]
) -> None:
    early, late = two
    late.type(note(helper, 0), "Mon long texte")
    early.press("Retirer Déclarer ses revenus")
    for words in (SAVE, "Pause , 10 min"):
        late.press(words)
        assert late.status == 409
        assert late.fields["perdu"] == ["Mon long texte"]
    late.press("C’est noté")
    assert late.status == 200
    assert "perdu" not in late.fields


@pytest.mark.parametrize("words", ["Retirer Déclarer ses revenus"])
def test_nobody_removes_a_note_without_having_seen_it(
    helper: Helper, two: tuple[Tab, Tab], words: str
) -> None:
    early, late = two
    early.type(note(helper, 0), "À ne pas perdre")
    early.press(SAVE)
    late.press(words)
    assert late.status == 409
    assert late.value(note(helper, 0)) == "À ne pas perdre"
    late.press(words)
    assert helper.titles == ["Créer une adresse mail"]
    early.open("/seance/")
    early.press("Annuler")
    assert helper.lines[0].note == "À ne pas perdre"


def test_lines_that_two_people_move_and_add_keep_their_order(helper: Helper, two: tuple[Tab, Tab]) -> None:
    early, late = two
    early.press("Accueil , 10 min")
    early.press("Bilan , 10 min")
    late.press("Monter Créer une adresse mail")
    assert late.status == 200
    assert helper.titles == ["Créer une adresse mail", "Accueil", "Déclarer ses revenus", "Bilan"]


def test_a_page_of_the_former_release_overwrites_nothing(helper: Helper, two: tuple[Tab, Tab]) -> None:
    """It sends its version, and nothing of what it showed."""
    name, version = note(helper, 0), helper.plan.version
    helper.post("lignes", version=version, action="", **{name: "Premier", note(helper, 1): ""})
    assert helper.lines[0].note == "Premier"
    response = helper.post("lignes", version=version, action="", **{name: "Second", note(helper, 1): ""})
    assert response.status_code == 409
    assert helper.lines[0].note == "Premier"


def test_a_page_whose_session_is_forgotten_adds_to_a_new_one_and_quotes_its_notes(
    helper: Helper, two: tuple[Tab, Tab], mail: GuidePage
) -> None:
    name = note(helper, 0)
    helper.client.cookies.clear()
    response = helper.post("ajouter", guide=mail.pk, **{name: "Montrer l’avis"})
    assert response.status_code == 409
    assert "Montrer l’avis" in response.content.decode()
    assert helper.client.cookies["seance"].value in response.content.decode()


@pytest.mark.parametrize("sent", ["Montrer", "Montrer "], ids=["word", "word-and-space"])
@pytest.mark.parametrize("has_arrived", [True, False])
def test_a_page_that_is_left_while_it_saves_is_in_no_conflict_with_itself(
    helper: Helper, two: tuple[Tab, Tab], has_arrived: bool, sent: str
) -> None:
    """It sends the rest without waiting for a response."""
    tab, name = two[0], note(helper, 0)
    state = json.loads(tab.value("base"))
    if has_arrived:
        helper.act("", **{name: sent})
    tab.fields["base"] = [json.dumps({**state, "sent": {name: sent}})]
    tab.type(name, "Montrer l’avis")
    tab.press(SAVE)
    assert tab.status == 200
    assert helper.lines[0].note == "Montrer l’avis"


@pytest.mark.parametrize(
    "base",
    [
        "",
        "x",
        "[]",
        "{}",
        '{"base": 3}',
        '{"base": {"title": 3}, "seen": []}',
        "[" * 100_000,
        '{"base": {"title": "\\ud800"}, "seen": {"title": "\\ud800"}}',
        "x" * 300_000,
    ],
    ids=lambda base: base[:12],
)
def test_a_hidden_field_that_was_tampered_with_breaks_nothing(
    helper: Helper, two: tuple[Tab, Tab], base: str
) -> None:
    _early, late = two
    late.type("title", "Atelier")
    late.fields["base"] = [base]
    late.fields["choix"] = ["title:autre"]
    late.press(SAVE)
    assert late.status in {200, 409}
    assert helper.plan.title in {"", "Atelier"}


ACTS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["note", "note", "title", "save", "save", "break", "up", "remove", "reload"]),
        st.integers(0, 3),
    ),
    max_size=24,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS, count=st.integers(2, 3))
def test_every_word_typed_by_anyone_is_stored_or_shown_to_its_writer(
    helper: Helper, taxes: GuidePage, mail: GuidePage, acts: list[tuple[int, str, int]], count: int
) -> None:
    SessionPlan.objects.all().delete()
    helper.client = Client()
    helper.add(taxes)
    helper.add(mail)
    tabs = [Tab(helper.client) for _ in range(count)]
    words: dict[str, Tab] = {}
    for number, (who, act, place) in enumerate(acts):
        tab = tabs[who % count]
        _do(tab, act, place, f"mot{number}", words)
        stored = _stored(helper.plan)
        lost = [
            word for word, writer in words.items() if not (word in stored or word in _on_the_page(writer))
        ]
        assert not lost, (acts, number)


def _do(tab: Tab, act: str, place: int, word: str, words: dict[str, Tab]) -> None:
    names = [name for name in tab.fields if name.endswith("-note")]
    if act in {"note", "title"}:
        name = "title" if act == "title" else names[place % len(names)] if names else "title"
        words.pop(tab.value(name), None)  # One may change what one sees.
        tab.type(name, word)
        words[word] = tab
    elif act == "save":
        tab.press("Enregistrer")
    elif act == "break":
        tab.press("Pause , 10 min")
    elif act == "reload" and tab.is_as_loaded:
        tab.open("/seance/")
    elif names and act in {"up", "remove"}:
        pk = names[place % len(names)].partition("-")[0]
        seen = tab.value(f"{pk}-note")
        _press_line(tab, act, pk, lambda: words.pop(seen, None))


def _press_line(tab: Tab, act: str, pk: str, removed: Callable[[], Any]) -> None:
    value = f"{'monter' if act == 'up' else 'retirer'}-{pk}"
    if tab.button(value).has_attr("disabled"):
        return
    tab.press(value)
    if act == "remove" and not SessionLine.objects.filter(pk=int(pk)).exists():
        removed()


def _stored(plan: SessionPlan) -> set[str]:
    return {plan.title, *plan.lines.values_list("note", flat=True)}


def _on_the_page(tab: Tab) -> set[str]:
    return {value for values in tab.fields.values() for value in values}
