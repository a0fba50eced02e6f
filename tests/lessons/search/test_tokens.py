"""Text becomes the same words however it is typed."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.text.folding import fold
from lessons.search.tokens import (
    MAX_CHARACTERS,
    MAX_WORDS,
    STOP_WORDS,
    clean,
    indexed_words,
    query_words,
    stem,
)


def stems(text: str) -> list[str]:
    return [word.stem for word in query_words(text)]


@pytest.mark.parametrize(
    "typed",
    ["impot", "impôts", "IMPÔT", "l'impôt", "l’impot", "d´impôt", "impo\u0302t", "im\u200bpot", "« Impôt »"],
)
def test_every_way_of_typing_a_word_gives_the_same_stem(typed: str) -> None:
    assert stems(typed) == ["impot"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("revenus", "revenu"),
        ("déclarer", "déclarations"),
        ("passeport", "passeports"),
        ("allocation", "allocs"),
        ("médical", "médicaux"),
        ("Œuvre", "oeuvres"),
    ],
)
def test_forms_of_a_word_meet(one: str, other: str) -> None:
    assert stems(one) == stems(other)


def test_different_words_stay_apart() -> None:
    assert len({stem(word) for word in ["carte", "carriere", "caf", "casier", "impot", "impaye"]}) == 6


def test_words_that_say_nothing_are_left_out_unless_there_is_nothing_else() -> None:
    assert [word.form for word in query_words("comment faire une demande de passeport")] == [
        "demande",
        "passeport",
    ]
    assert [word.form for word in query_words("pas à pas")] == ["pas", "a"]


@pytest.mark.parametrize(
    ("typed", "forms"),
    [
        ("www.impots.gouv.fr", ["impots", "gouv"]),
        ("https://www.caf.fr/allocataires", ["caf", "allocataires"]),
        ("rendez-vous", ["rendez"]),
        ("e-mail", ["email"]),
        ("pré-demande", ["predemande"]),
        ("aujourd’hui", ["aujourdhui"]),
        ("qu’est-ce que l’apl ?", ["estce", "apl"]),
        ("2042-RICI", ["2042", "rici"]),
    ],
)
def test_compounds_and_addresses_are_taken_apart(typed: str, forms: list[str]) -> None:
    assert [word.form for word in query_words(typed)] == forms


@pytest.mark.parametrize(
    "typed", ["pré-demande", "predemande", "pré demande", "e-mail", "email", "rendez-vous"]
)
def test_a_compound_is_indexed_under_every_way_it_is_typed(typed: str) -> None:
    indexed = {word.stem for word in indexed_words("La pré-demande, l’e-mail et le rendez-vous")}
    assert indexed.issuperset(word.stem for word in query_words(typed))


def test_a_word_remembers_its_accents() -> None:
    assert [word.spelling for word in indexed_words("Déclaration d’IMPÔT")] == ["déclaration", "impôt"]


@pytest.mark.parametrize(
    "typed", ["", "   ", '"', "\x00", "\u202e\u200b", "***", "%", "\\", "-", "'", "\ud800", "🥖"]
)
def test_text_without_letters_has_no_words(typed: str) -> None:
    assert query_words(typed) == []


@given(st.text(max_size=400))
def test_any_text_gives_few_short_plain_words(text: str) -> None:
    words = query_words(text)
    assert len(words) <= MAX_WORDS
    for word in words:
        assert word.form == fold(word.form)
        assert 0 < len(word.form) <= 40
        assert word.stem


@given(st.text(max_size=400))
def test_cleaning_is_short_visible_and_done_once(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) <= MAX_CHARACTERS
    assert not any(character in cleaned for character in "\x00\u202e\u200b\u2066\ufeff\n\t")
    assert clean(cleaned) == cleaned


@given(st.text(alphabet="abcéèàçœ’'- .", max_size=60))
def test_what_is_typed_finds_the_text_it_was_taken_from(text: str) -> None:
    indexed = {word.stem for word in indexed_words(text)}
    assert indexed.issuperset(word.stem for word in query_words(text))


def test_a_very_long_text_is_cut_before_it_is_read() -> None:
    assert len(query_words("mot " * 50_000)) == 1
    assert len(query_words(" ".join(f"mot{number}" for number in range(2_000)))) == MAX_WORDS
    assert [len(word.form) for word in query_words("a" * 100_000)] == [40]


def test_stop_words_are_written_as_words_are_compared() -> None:
    assert all(word == fold(word) for word in STOP_WORDS)


def test_words_are_stemmed_the_same_whoever_else_asks() -> None:
    words = [
        f"{start}{end}" for start in ("declar", "impos", "rembours") for end in ("ations", "ements", "erions")
    ]
    words = [f"{letter}{word}" for letter in "abcdefghijklmnop" for word in words]
    expected = [stem.__wrapped__(word) for word in words]
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            readings = [pool.submit(lambda: [stem.__wrapped__(word) for word in words]) for _ in range(8)]
            assert all(reading.result() == expected for reading in readings)
    finally:
        sys.setswitchinterval(usual)
