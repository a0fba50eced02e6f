"""Splits French text into sentences and words.

An elision is a separate word ("l’impôt": two words). A text from the screen, quoted between « » without
spaces, counts as one word, because editors cannot choose its length.
"""

import re

_ABBREVIATIONS = [
    "M",
    "MM",
    "Mme",
    "Mmes",
    "Mlle",
    "Dr",
    "Me",
    "St",
    "Ste",
    "av",
    "bd",
    "art",
    "etc",
    "ex",
    "env",
    "min",
    "max",
    "n",
    "p",
    "pp",
    "réf",
    "tél",
    "c.-à-d",
    "cf",
    "chap",
    "al",
    "janv",
    "févr",
    "juil",
    "sept",
    "oct",
    "nov",
    "déc",
]
_ENDS = re.compile(r"(?<=[.!?…])[»\")\]\s\u00a0\u202f]*(?:\s|$)|\n+")
_ABBREVIATED = re.compile(
    rf"(?:^|[\s(«’'])(?:{'|'.join(map(re.escape, _ABBREVIATIONS))}|[A-Z])\.$", re.IGNORECASE
)
_SCREEN_WORDS = re.compile(r"«(?![\s\u00a0\u202f])[^«»]*»")
_WORD = re.compile(r"[^\W_]+(?:[-.@/][^\W_]+)*")


def sentences(text: str) -> list[str]:
    """Return the sentences of `text` in order, stripped. A line break always ends a sentence."""
    found: list[str] = []
    start = 0
    for end in _ENDS.finditer(text):
        candidate = text[start : end.start()]
        if "\n" not in end.group() and _goes_on(candidate, text[end.end() :]):
            continue
        found.append(text[start : end.end()])
        start = end.end()
    found.append(text[start:])
    return [sentence.strip() for sentence in found if _WORD.search(sentence)]


def _goes_on(before: str, after: str) -> bool:
    """Whether the dot belongs to an abbreviation, or is not followed by a capital, a digit or a quotation."""
    if not after.strip():
        return False
    if before.endswith(".") and _ABBREVIATED.search(before):
        return not (before.endswith("etc.") and after.lstrip()[:1].isupper())
    return before.endswith(("…", "...")) and after.lstrip()[:1].islower()


def words(text: str) -> list[str]:
    """Return the words of `text`. A domain such as impots.gouv.fr, or a hyphenated word, is one word."""
    return [match.group() for match in _WORD.finditer(_SCREEN_WORDS.sub(" écran ", text))]


def without_screen_words(text: str) -> str:
    """Return `text` without texts quoted from the screen, for rules about the editor's own words."""
    return _SCREEN_WORDS.sub("«»", text)
