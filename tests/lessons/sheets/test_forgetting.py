"""Sheets that may show a picture as it was before it was masked."""

from pathlib import Path
from typing import Any

from home.darkroom.replacing import picture_replaced


def test_kept_sheets_are_forgotten_when_a_picture_is_replaced(settings: Any, tmp_path: Path) -> None:
    settings.SHEETS_CACHE_DIR = tmp_path
    sheet = tmp_path / "0123.pdf"
    sheet.write_bytes(b"%PDF")
    picture_replaced.send(object, image=None)
    assert not sheet.exists()
