"""The four words of a key: easy to say and to write down, hard to guess."""

import math
import re
import unicodedata

import pytest
from rapidfuzz.distance import OSA

from home.word_keys.keys import WORDS_IN_A_KEY, draw_key, read_key, words
from lessons.planning.keys import hash_of, looks_like_a_token, new_token

# An approximate French pronunciation, good enough to find homophones.
SOUNDS = [
    ("eau|au", "o"),
    ("ph", "f"),
    ("qu", "k"),
    ("gu(?=[ei])", "g"),
    ("ss", "s"),
    ("sc(?=[ei])", "s"),
    ("c(?=[eiy])", "s"),
    ("ch", "S"),
    ("c", "k"),
    ("ge(?=[ao])", "j"),
    ("g(?=[ei])", "j"),
    ("ain|ein|in|im(?=[bp])", "E"),
    ("en|an|em(?=[bp])|am(?=[bp])", "A"),
    ("om(?=[bp])|on", "O"),
    ("ai|ei|et$|ez$|er$", "e"),
    ("y", "i"),
    ("h", ""),
    ("z", "s"),
    (r"(.)\1", r"\1"),
    ("es?$", ""),
    ("[stdpxz]$", ""),
]
HURTING = [
    "arabe",
    "assassin",
    "batard",
    "boche",
    "bombe",
    "bordel",
    "bougnoul",
    "boudin",
    "cadavre",
    "catin",
    "chatte",
    "chienne",
    "chinetoque",
    "cochon",
    "con",
    "cul",
    "crime",
    "dinde",
    "feuj",
    "fusil",
    "garce",
    "gouine",
    "gourde",
    "grue",
    "guenon",
    "handicape",
    "idiot",
    "juif",
    "mort",
    "mongol",
    "moule",
    "negre",
    "noir",
    "nazi",
    "nul",
    "pede",
    "pedale",
    "pute",
    "queue",
    "racaille",
    "sale",
    "salope",
    "sexe",
    "sida",
    "singe",
    "suicide",
    "tapette",
    "thon",
    "tueur",
    "viol",
    "vache",
    "zob",
]


def sound(word: str) -> str:
    for letters, heard in SOUNDS:
        word = re.sub(letters, heard, word)
    return word


def test_four_words_hold_more_than_forty_bits() -> None:
    assert len(words()) >= 1_100
    assert len(set(words())) == len(words())
    assert WORDS_IN_A_KEY * math.log2(len(words())) > 40


def test_words_are_short_and_have_no_accent() -> None:
    assert all(re.fullmatch("[a-z]{3,10}", word) for word in words())
    assert list(words()) == sorted(words())


def test_no_word_is_a_slip_of_the_pen_away_from_another() -> None:
    by_length: dict[int, list[str]] = {}
    for word in words():
        by_length.setdefault(len(word), []).append(word)
    near = [
        (word, other)
        for word in words()
        for length in (len(word), len(word) + 1)
        for other in by_length.get(length, [])
        if word < other and OSA.distance(word, other, score_cutoff=1) < 2
    ]
    assert near == []


def test_no_word_sounds_like_another() -> None:
    heard: dict[str, str] = {}
    for word in words():
        assert sound(word) not in heard, f"{word} sounds like {heard[sound(word)]}"
        heard[sound(word)] = word


def test_no_word_hurts() -> None:
    assert set(words()).isdisjoint(HURTING)


def test_a_drawn_key_is_read_back_however_it_is_typed() -> None:
    key = draw_key()
    assert read_key(key) == key
    assert read_key(f"  {key.upper().replace('-', ' ')} ") == key
    assert read_key(unicodedata.normalize("NFD", "Citron, VÉLO matin – Lampe.")) == "citron-velo-matin-lampe"


@pytest.mark.parametrize("separator", ["\xad", "\u200b", "\u2060", "\ufeff", "\x00", "\u202f", "_", "/"])
def test_invisible_signs_separate_words(separator: str) -> None:
    """A hyphen at the end of a line of a PDF is copied as a soft hyphen."""
    assert read_key(f"citron{separator}vélo{separator}matin{separator}lampe") == "citron-velo-matin-lampe"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "citron",
        "citron velo matin",
        "a b c d",
        "citron-velo-matin-lampe-x",
        "x" * 9999,
        "\x00",
        "'; DROP",
        "🦊 🦊 🦊 🦊",
    ],
)
def test_what_is_no_key_is_told_apart(typed: str) -> None:
    assert read_key(typed) == ""


def test_tokens_are_long_distinct_and_stored_as_hashes() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(looks_like_a_token(token) for token in tokens)
    assert not looks_like_a_token("x" * 31)
    assert len(hash_of(tokens.pop())) == 64
