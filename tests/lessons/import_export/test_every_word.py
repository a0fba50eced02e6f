"""Every word of a document is in the draft or reported, and none twice."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons.import_export.documents.blocks import plain
from lessons.import_export.documents.importer import READERS
from lessons.import_export.documents.outline import Outline, outline_of
from tests.lessons.import_export import word_parts
from tests.lessons.import_export.test_document_cases import CASES, outlined

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words_of(outline: Outline) -> str:
    """All that the editor reads: the draft and the report."""
    html = "\n".join(
        part
        for step in outline.steps
        for part in (step.title, step.instruction.replace("</", " </"), step.tip, step.warning)
    )
    return f"{outline.title}\n{outline.summary}\n{plain(html)}\n" + "\n".join(outline.left)


def written(name: str) -> Iterable[str]:
    """The words of the XML parts of a case that people read."""
    with zipfile.ZipFile(CASES / name) as archive:
        parts = [
            part
            for part in archive.namelist()
            if re.fullmatch(r"word/(document|header\d*|foot\w+)\.xml|content.xml", part)
        ]
        for part in parts:
            root = fromstring(archive.read(part))
            texts = root.iter(f"{W}t") if name.endswith(".docx") else root.iter()
            for element in texts:
                if not element.tag.endswith(("}creator", "}date")):
                    yield from re.findall(r"\w+", element.text or "")


@pytest.mark.parametrize("name", sorted(file.name for file in CASES.iterdir() if file.suffix in READERS))
def test_every_word_of_a_case_is_in_the_draft_or_told(name: str) -> None:
    read = words_of(outlined(name))
    assert {word for word in written(name) if word not in read} == set()


@settings(max_examples=150)
@given(st.lists(st.sampled_from(sorted(word_parts.WORD)), min_size=1, max_size=12))
def test_every_word_of_a_made_up_word_file_stands_once(kinds: list[str]) -> None:
    body = "".join(word_parts.WORD[kind].format(n=number) for number, kind in enumerate(kinds))
    check(".docx", word_parts.docx(body), body)


@settings(max_examples=150)
@given(st.lists(st.sampled_from(sorted(word_parts.ODT)), min_size=1, max_size=12))
def test_every_word_of_a_made_up_libreoffice_file_stands_once(kinds: list[str]) -> None:
    body = "".join(word_parts.ODT[kind].format(n=number) for number, kind in enumerate(kinds))
    check(".odt", word_parts.odt(body), body)


def check(suffix: str, content: bytes, body: str) -> None:
    """Test words look like `mot3a`: each tells which piece of the document it is in."""
    read = Counter(re.findall(r"mot\d+[a-z]", words_of(outline_of(READERS[suffix](content), "fichier"))))
    assert read == Counter(set(re.findall(r"mot\d+[a-z]", re.sub("<[^>]*>", "", body))))


def test_the_helpers_make_files_that_can_be_read() -> None:
    assert zipfile.is_zipfile(io.BytesIO(word_parts.docx("")))
    assert zipfile.is_zipfile(io.BytesIO(word_parts.odt("")))
