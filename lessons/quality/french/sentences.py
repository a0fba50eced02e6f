"""Cuts French text into sentences and words.

An elision is a word of its own ("l’impôt": two words). What stands on the learner's screen, kept between « » without
blanks, counts as one word: its length is not the editor's choice.
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
    """The sentences of `text`, in order, without outer blanks. A line break always ends a sentence."""
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
    """True when the dot belongs to an abbreviation, or when no capital, figure or quotation follows it."""
    if not after.strip():
        return False
    if before.endswith(".") and _ABBREVIATED.search(before):
        return not (before.endswith("etc.") and after.lstrip()[:1].isupper())
    return before.endswith(("…", "...")) and after.lstrip()[:1].islower()


def words(text: str) -> list[str]:
    """The words of `text`. An address such as impots.gouv.fr, or a hyphenated word, is one word."""
    return [match.group() for match in _WORD.finditer(_SCREEN_WORDS.sub(" écran ", text))]


def without_screen_words(text: str) -> str:
    """`text` with what stands on the screen taken out: rules about the editor's own words look at this."""
    return _SCREEN_WORDS.sub("«»", text)
