"""Sheets that may show a picture as it was before it was masked."""

from pathlib import Path
from typing import Any

from home.darkroom.replacing import picture_replaced


def test_kept_sheets_are_forgotten_when_a_picture_is_replaced(settings: Any, tmp_path: Path) -> None:
    settings.SHEETS_CACHE_DIR = tmp_path
    for name in ("0123.pdf", "0123.zip", "4567.pack", "0123.pdf.lock"):
        (tmp_path / name).write_bytes(b"a picture")
    picture_replaced.send(object, image=None)
    assert [path.name for path in tmp_path.iterdir()] == ["0123.pdf.lock"]
