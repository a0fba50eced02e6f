"""OCR of pictures: used where `tesseract` is installed, never longer than allowed."""

import io
import stat
import time
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from home.images import ocr
from home.text.personal_data import IdentifierKind, find_personal_data
from tests.home.images import samples


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A replacement for `tesseract`, alone on the path, whose behaviour a test defines."""
    program = tmp_path / "bin" / "tesseract"
    program.parent.mkdir()
    monkeypatch.setenv("PATH", str(program.parent))
    ocr._language.cache_clear()
    return program


def behave(program: Path, script: str) -> None:
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)


def test_without_a_reader_nothing_is_read(installed: Path) -> None:
    assert not ocr.can_read()
    assert ocr.read_words(samples.picture()) is None


def test_the_words_are_what_the_reader_says(installed: Path) -> None:
    behave(installed, 'if [ "$1" = --list-langs ]; then echo fra; else echo "$@"; fi')
    assert ocr.can_read()
    assert ocr.read_words(samples.picture()) == "stdin stdout --psm 11 -l fra\n"


def test_a_reader_that_fails_has_read_nothing(installed: Path) -> None:
    behave(installed, "exit 3")
    assert ocr.read_words(samples.picture()) is None


def test_a_reader_that_never_ends_is_stopped(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "TIMEOUT_SECONDS", 1)
    behave(installed, "while :; do :; done")
    start = time.monotonic()
    assert ocr.read_words(samples.picture()) is None
    assert time.monotonic() - start < 4


def test_a_large_picture_is_made_smaller_before_it_is_read() -> None:
    prepared = ocr._prepared(samples.picture(size=(5_000, 3_000)))
    with Image.open(io.BytesIO(prepared)) as picture:
        assert picture.width * picture.height <= ocr.MAX_PIXELS
        assert picture.mode == "L"


def test_numbers_on_a_screen_are_found_and_gone_once_masked() -> None:
    picture = Image.new("RGB", (1000, 400), "#ffffff")
    pen = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=30)
    pen.text((60, 60), "Marie Exemple  2 69 05 49 588 157 80", fill="#111111", font=font)
    pen.text((60, 160), "FR76 3000 6000 0112 3456 7890 189", fill="#111111", font=font)
    words = ocr.read_words(samples.saved(picture, "PNG"))
    kinds = {identifier.kind for identifier in find_personal_data(words or "")}
    assert kinds >= {IdentifierKind.SOCIAL_SECURITY, IdentifierKind.IBAN}
    pen.rectangle((50, 50, 900, 220), fill="#5b6670")
    assert find_personal_data(ocr.read_words(samples.saved(picture, "PNG")) or "") == []
