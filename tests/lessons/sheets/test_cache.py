"""Files that are kept are whole, and each is itself."""

import threading
from pathlib import Path
from typing import Any

import pytest

from lessons.sheets import cache


def test_two_files_of_one_key_written_at_once_stay_themselves(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SHEETS_CACHE_DIR = tmp_path
    both = threading.Barrier(2, timeout=60)
    monkeypatch.setattr(cache.os, "fsync", lambda handle: both.wait())
    contents = {"key.pdf": b"%PDF", "key.zip": b"PK"}
    writers = [
        threading.Thread(target=cache.kept, args=(name, lambda content=content: content))
        for name, content in contents.items()
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert {name: (tmp_path / name).read_bytes() for name in contents} == contents
    assert not list(tmp_path.glob("*.tmp"))
