"""French syllables are counted right for words whose count is known."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.quality.french.syllables import syllables

WORDS = Path(__file__).parent / "data" / "syllables.txt"


def known_counts() -> dict[str, int]:
    lines = [line.split() for line in WORDS.read_text().splitlines() if not line.startswith("#")]
    return {word: int(count) for word, count in lines}


def test_ninety_five_words_in_a_hundred_are_exact_and_none_is_far() -> None:
    known = known_counts()
    assert len(known) >= 300
    wrong = {word: (count, syllables(word)) for word, count in known.items() if syllables(word) != count}
    assert len(wrong) <= 0.05 * len(known), wrong
    assert all(abs(right - found) <= 1 for right, found in wrong.values()), wrong


def test_it_is_not_biased() -> None:
    known = known_counts()
    total = sum(known.values())
    assert abs(sum(syllables(word) for word in known) - total) <= 0.01 * total


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("idée", 2),
        ("journée", 2),
        ("était", 2),
        ("parlaient", 2),
        ("l’été", 2),
        ("qu’", 0),
        ("PDF", 3),
        ("2026", 0),
    ],
)
def test_the_endings_that_libraries_get_wrong(word: str, count: int) -> None:
    assert syllables(word) == count


@given(st.text(max_size=40))
def test_no_word_breaks_it(word: str) -> None:
    assert syllables(word) >= 0
