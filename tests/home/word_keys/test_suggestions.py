"""The keys suggested to someone who mistyped one."""

import string

from hypothesis import assume, given
from hypothesis import strategies as st

from home.word_keys.keys import known_words, words
from home.word_keys.suggestions import MAX_PROPOSED, TypedKey


def test_words_that_are_equally_near_are_all_proposed() -> None:
    assert TypedKey("tricycle ami canard origaoe").proposed == [
        "tricycle ami canard origan",
        "tricycle ami canard brigade",
    ]


def test_nothing_is_proposed_for_a_word_that_is_far_from_all() -> None:
    assert TypedKey("tricycle ami canard wwwwwwwww").proposed == []


def test_no_more_keys_are_proposed_than_one_can_compare() -> None:
    assert len(TypedKey("bolx bolx bolx bolx").proposed) <= MAX_PROPOSED


@given(st.sampled_from(words()), st.sampled_from(string.ascii_lowercase))
def test_a_letter_too_many_proposes_the_word_that_was_meant(word: str, letter: str) -> None:
    typed = word + letter
    assume(typed not in known_words())
    assert f"{word} ami canard origan" in TypedKey(f"{typed} ami canard origan").proposed
