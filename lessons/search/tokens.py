"""Splits text into comparable words, in the same way for indexing and for searching.

"L’impôt", "IMPOTS" and "impôt" typed with combining accents all get the form "impot(s)" and the stem "impot".
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from Stemmer import Stemmer

from home.text.folding import fold

MAX_CHARACTERS = 200
MAX_WORDS = 12
MAX_FORM = 40


class _OfThread(threading.local):
    """A stemmer is stateful and not thread-safe, so each thread has its own."""

    def __init__(self) -> None:
        self.stemmer = Stemmer("french")


_of_thread = _OfThread()

_APOSTROPHES = "'’‘ʼ`´′＇"
_ELISIONS = re.compile(rf"\b(?:jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu|qu|[cdjlmnst])[{_APOSTROPHES}](?=\w)")
_INNER_APOSTROPHE = re.compile(rf"(?<=\w)[{_APOSTROPHES}](?=\w)")
_WORD = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*")
_HYPHENS = re.compile(r"[-‐‑]")
_SHORT_PREFIX = 3

_STOP_WORDS = """
    a ai as au aux avec avoir c ca car ce ces cet cette ceux comme comment d dans de des dois donc dont du elle elles
    en es est et etre eux faire fais faut fr http https il ils j je l la le les leur leurs lui m ma mais me mes moi mon
    n ne nos notre nous on ont ou par pas peut peux pour puis qu quand que quel quelle quelles quels qui quoi s sa sans
    se ses si son sont sur t ta te tes toi ton tu un une veut veux vos votre voudrais vous www y
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


@dataclass(frozen=True)
class SearchWord:
    """A word: its `form` without accents, its lower-case `spelling`, the `stem` of its inflections."""

    form: str
    spelling: str = field(default="", compare=False)

    @property
    def stem(self) -> str:
        return stem(self.form)


def clean(text: str, limit: int = MAX_CHARACTERS) -> str:
    """Return `text` for display: composed accents, single spaces, nothing invisible, cut to `limit`."""
    composed = unicodedata.normalize("NFC", text[: 4 * limit])
    visible = "".join(
        " " if character.isspace() else character
        for character in composed
        if character.isspace() or unicodedata.category(character)[0] != "C"
    )
    return " ".join(visible.split())[:limit].strip()


@lru_cache(maxsize=50_000)
def stem(form: str) -> str:
    """Return the stem shared by the inflections of a folded word: "impots" and "impot" give "impot"."""
    singular = form[:-1] if len(form) > 3 and form.endswith("s") and not form.endswith("ss") else form
    return str(_of_thread.stemmer.stemWord(singular))


def indexed_words(text: str) -> Iterator[SearchWord]:
    """Yield every word under which `text` can be found, in order; "rendez-vous" also gives "rendezvous"."""
    for compound in _compounds(text):
        parts = _HYPHENS.split(compound)
        yield from map(_word, parts)
        if len(parts) > 1:
            yield _word("".join(parts), spelling=compound)


def query_words(text: str) -> list[SearchWord]:
    """Return the words to search, at most `MAX_WORDS`, without duplicates or stop words (if others exist)."""
    words = list(
        dict.fromkeys(word for compound in _compounds(clean(text)) for word in _query_words(compound))
    )
    telling = [word for word in words if word.form not in STOP_WORDS]
    return (telling or words)[:MAX_WORDS]


def _query_words(compound: str) -> list[SearchWord]:
    """Search "e-mail" and "pré-demande" as one word, "rendez-vous" as two."""
    parts = _HYPHENS.split(compound)
    if len(parts) == 2 and len(parts[0]) <= _SHORT_PREFIX:
        return [_word("".join(parts), spelling=compound)]
    return [_word(part) for part in parts]


def _word(text: str, spelling: str = "") -> SearchWord:
    return SearchWord(fold(text)[:MAX_FORM], (spelling or text)[:MAX_FORM])


def _compounds(text: str) -> list[str]:
    """Return words in lower case with accents and hyphens, without elided articles such as "l’"."""
    composed = unicodedata.normalize("NFKC", text).casefold()
    return _WORD.findall(_INNER_APOSTROPHE.sub("", _ELISIONS.sub(" ", composed)))
