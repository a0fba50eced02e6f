"""Truncated, mixed and corrupted files, through the pages of the administration: read, or refused in a
sentence.
"""

import io
import zipfile
from collections.abc import Iterator
from random import Random

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lessons.models import GuideIndexPage
from tests.lessons.import_export import documents, word_parts
from tests.lessons.import_export.test_administration import bring, library, member, zipped
from tests.lessons.import_export.test_document_cases import CASES

pytestmark = pytest.mark.django_db
SCRIBBLES = [
    b"<",
    b"\x00",
    b"\xff\xfe",
    b"&#0;",
    b"&#xD800;",
    b"]]>",
    "é".encode()[:1],
    b"9" * 400,
    b"\"'",
    b"../",
]


def samples() -> dict[str, bytes]:
    """A file of each kind, with as much content as possible."""
    word = "".join(part.format(n=number) for number, part in enumerate(word_parts.WORD.values()))
    odt = "".join(part.format(n=number) for number, part in enumerate(word_parts.ODT.values()))
    return {
        "plein.docx": word_parts.docx(
            word, footnotes="<w:footnote>" + word_parts.WORD["text"] + "</w:footnote>"
        ),
        "image.docx": documents.word(),
        "tableau.docx": (CASES / "1-tableau-etape-capture.docx").read_bytes(),
        "plein.odt": word_parts.odt(odt),
        "image.odt": documents.opendocument(),
        "guides.zip": zipped(library()),
    }


def mutated(content: bytes, chance: Random) -> Iterator[bytes]:
    """The file truncated, with bytes changed, and with its parts changed one by one."""
    yield content[: chance.randrange(len(content))]
    scribbled = bytearray(content)
    for _time in range(8):
        scribbled[chance.randrange(len(scribbled))] = chance.randrange(256)
    yield bytes(scribbled)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for change in (_swapped, _scribbled, _emptied, _renamed):
        yield word_parts.archive_of(change(dict(parts), chance), zipfile.ZIP_DEFLATED)


def _swapped(parts: dict[str, bytes], chance: Random) -> dict[str, bytes]:
    one, other = chance.choice(sorted(parts)), chance.choice(sorted(parts))
    return parts | {one: parts[other], other: parts[one]}


def _scribbled(parts: dict[str, bytes], chance: Random) -> dict[str, bytes]:
    name = chance.choice([name for name in parts if name.endswith(("xml", "yaml"))])
    content = parts[name]
    at, end = sorted((chance.randrange(len(content)), chance.randrange(len(content))))
    return parts | {name: content[:at] + chance.choice(SCRIBBLES) + content[chance.choice((at, end)) :]}


def _emptied(parts: dict[str, bytes], chance: Random) -> dict[str, bytes]:
    return parts | {chance.choice(sorted(parts)): chance.choice((b"", b"<a/>", b"null", b"[]"))}


def _renamed(parts: dict[str, bytes], chance: Random) -> dict[str, bytes]:
    name = chance.choice(sorted(parts))
    return {chance.choice(("a" * 300, "é/" * 40, "x\u202e.png", name.upper())): parts.pop(name)} | parts


@pytest.mark.parametrize("name", sorted(samples()))
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chance=st.randoms(use_true_random=False))
def test_no_file_answers_with_an_error_of_the_server(
    name: str, client: Client, catalogue: GuideIndexPage, chance: Random
) -> None:
    if not Group.objects.filter(name="redactrice").exists():
        member(client, catalogue, "add_page")
    address, field = ("files", "archive") if name.endswith(".zip") else ("document", "document")
    wrong = {}
    for number, file in enumerate(mutated(samples()[name], chance)):
        answer = bring(client, f"exchange:{address}", field, name, file)
        if answer.status_code not in {200, 422}:
            wrong[number] = answer.status_code
    assert wrong == {}
