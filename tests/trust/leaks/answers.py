"""All the words of a response or file of any kind: page, sitemap, feed, PDF with alternative texts, Word,
archive.
"""

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

import pikepdf
from pypdf import PdfReader

from tests.trust.leaks.canaries import CANARY_PREFIX

AROUND = 60  # Characters shown on each side of a canary.
_WORD = re.compile(rf"{CANARY_PREFIX}[a-z]+")
_NOT_LETTERS = re.compile(r"</?mark>|[\s\u00ad\u2010\u200b-]")  # Characters that may split a word on display.


def words_of(response: Any) -> str:
    """Everything that a person or a machine can read in the response, including its headers."""
    headers = " ".join(f"{name}: {value}" for name, value in response.items())
    return _joined(headers) + words_inside(response)


def words_inside(response: Any) -> str:
    """The same without the headers."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return _joined(_text(content))


def words_of_file(name: str, content: bytes) -> str:
    return _joined(f"{name} {_text(content)}")


def canaries_in(words: str, asked: str = "") -> list[str]:
    """Canaries in `words`, each with its context. Those of the requested address may be echoed."""
    for word in _WORD.findall(unquote(asked).lower()):
        words = words.replace(word, "")
    places = [found.start() for found in re.finditer(CANARY_PREFIX, words)]
    return [words[max(0, place - AROUND) : place + AROUND] for place in places]


def _joined(text: str) -> str:
    return _NOT_LETTERS.sub("", unquote(unescape(text))).lower()


def _text(content: bytes) -> str:
    if content.startswith(b"%PDF"):
        return " ".join(_of_pdf(content))
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as archive:
            return " ".join(f"{name} {_text(archive.read(name))}" for name in archive.namelist())
    return content.decode("utf-8", "replace")


def _of_pdf(content: bytes) -> Iterator[str]:
    """The visible text, then every other text in the file: title, alternative texts, links, outline."""
    yield from (page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    with pikepdf.open(BytesIO(content)) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Dictionary):
                yield from (str(value) for value in thing.values() if isinstance(value, pikepdf.String))
