"""Whatever two or three people type in one form at once, each word is stored, or shown to the person who
typed it.
"""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from lessons.planning.merging import Merge, merge, merge_order

NAMES = ["title", "1-note", "2-note", "3-note"]


@dataclass
class Person:
    """Someone with an open page: its initial values, the values of its fields, the lost text that
    it quotes.
    """

    base: dict[str, str] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    quoted: set[str] = field(default_factory=set)

    def open(self, stored: dict[str, str]) -> None:
        self.base, self.shown, self.quoted = dict(stored), dict(stored), set()

    def send(self, stored: dict[str, str]) -> set[str]:
        """Save; return the words of others that this replaces, all of which this person's page had shown."""
        result = merge(self.base, stored, self.shown)
        replaced = {stored[name] for name in result.changes}
        assert replaced <= {self.base[name] for name in result.changes}
        stored.update(result.changes)
        old, self.base = self.base, dict(stored)
        self.base.update({name: old[name] for name in result.conflicts})
        self.shown = {**stored, **result.conflicts}
        self.quoted |= set(result.lost.values())
        return replaced


PEOPLE = st.integers(2, 3).flatmap(
    lambda count: st.tuples(
        st.just(count),
        st.lists(
            st.tuples(
                st.integers(0, count - 1),
                st.sampled_from(["type", "send", "open", "remove", "add"]),
                st.sampled_from(NAMES),
            ),
            max_size=40,
        ),
    )
)


@given(PEOPLE)
def test_every_word_is_stored_or_shown_to_its_writer(story: tuple[int, list[tuple[int, str, str]]]) -> None:
    count, acts = story
    stored = dict.fromkeys(NAMES, "")
    people = [Person() for _ in range(count)]
    for person in people:
        person.open(stored)
    kept: dict[str, int] = {}  # Each word, and who typed it.
    for number, (who, act, name) in enumerate(acts):
        person = people[who]
        if act == "type" and name in person.shown:
            kept.pop(person.shown[name], None)  # One may change what one sees.
            person.shown[name] = f"mot{number}"
            kept[f"mot{number}"] = who
        elif act == "send":
            for word in person.send(stored):
                kept.pop(word, None)
        elif act == "open" and person.shown == person.base:
            kept = {
                word: writer for word, writer in kept.items() if writer != who or word not in person.quoted
            }
            person.open(stored)
        elif act == "remove" and name != "title" and person.base.get(name) == stored.get(name):
            kept.pop(stored.pop(name, ""), None)  # Nobody removes text that they have not seen: see the view.
        elif act == "add":
            stored.setdefault(name, "")
        for word, writer in kept.items():
            theirs = people[writer]
            assert word in {*stored.values(), *theirs.shown.values(), *theirs.quoted}


@given(PEOPLE)
def test_all_words_meet_when_nobody_touches_the_field_of_another(
    story: tuple[int, list[tuple[int, str, str]]],
) -> None:
    count, acts = story
    stored = {f"{who}-{name}": "" for who in range(count) for name in NAMES}
    people = [Person() for _ in range(count)]
    typed = dict(stored)
    for person in people:
        person.open(stored)
    for number, (who, act, name) in enumerate(acts):
        if act == "type":
            people[who].shown[f"{who}-{name}"] = typed[f"{who}-{name}"] = f"mot{number}"
        elif act == "send":
            people[who].send(stored)
    for person in people:
        person.send(stored)
    assert stored == typed


def test_a_field_changed_by_both_is_a_conflict_until_one_has_chosen() -> None:
    base, theirs, mine = {"title": "Atelier"}, {"title": "Impôts"}, {"title": "Santé"}
    assert merge(base, theirs, mine).conflicts == mine
    assert merge(theirs, theirs, mine).changes == mine
    assert merge(theirs, theirs, theirs) == merge(base, theirs, theirs)


def test_who_leaves_a_field_as_it_was_contradicts_nobody() -> None:
    assert merge({"title": "Atelier"}, {"title": "Impôts"}, {"title": "Atelier"}) == Merge()


def test_a_page_that_does_not_say_what_it_showed_overwrites_nothing() -> None:
    result = merge({}, {"title": "Impôts", "1-note": ""}, {"title": "Santé", "1-note": ""})
    assert result.conflicts == {"title": "Santé"}
    assert not result.changes


def test_what_was_typed_in_a_line_that_is_gone_is_given_back() -> None:
    result = merge({"1-note": "", "2-note": "Vu"}, {}, {"1-note": "Long texte", "2-note": "Vu"})
    assert result.lost == {"1-note": "Long texte"}


LINES = st.lists(st.integers(1, 9), unique=True, min_size=1)


@given(LINES, LINES, st.data())
def test_a_moved_line_follows_what_it_followed_and_moves_no_other(
    theirs: list[int], mine: list[int], data: st.DataObject
) -> None:
    moved = data.draw(st.sampled_from(theirs))
    merged = merge_order(theirs, mine, moved)
    assert [one for one in merged if one != moved] == [one for one in theirs if one != moved]
    before = [one for one in mine[: mine.index(moved)] if one in theirs] if moved in mine else []
    if before:
        assert merged[merged.index(moved) - 1] == before[-1]


@given(LINES, st.data())
def test_without_others_the_order_is_as_it_was_put(theirs: list[int], data: st.DataObject) -> None:
    moved = data.draw(st.sampled_from(theirs))
    mine = [one for one in theirs if one != moved]
    mine.insert(data.draw(st.integers(0, len(mine))), moved)
    assert merge_order(theirs, mine, moved) == mine
