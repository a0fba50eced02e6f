"""Cached files are complete and belong to their key."""

import os
import threading
from pathlib import Path
from typing import Any

import pytest

from home.typesetting import cache


def test_two_files_of_one_key_written_at_once_stay_themselves(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SHEETS_CACHE_DIR, settings.TYPESETTING_SLOTS = tmp_path, 2
    both = threading.Barrier(2, timeout=60)
    monkeypatch.setattr(cache.os, "fsync", lambda handle: both.wait())
    contents = {"key.pdf": b"%PDF", "key.zip": b"PK"}
    writers = [
        threading.Thread(target=cache.cached_or_built, args=(name, lambda content=content: content))
        for name, content in contents.items()
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert {name: (tmp_path / name).read_bytes() for name in contents} == contents
    assert not list(tmp_path.glob("*.tmp"))


def test_the_folder_stays_light_and_keeps_what_was_asked_for_last(settings: Any, tmp_path: Path) -> None:
    settings.SHEETS_CACHE_DIR, settings.SHEETS_CACHE_MB = tmp_path, 3
    for hour, name in enumerate(("oldest.pdf", "asked-again.pdf", "newer.pdf")):
        cache.cached_or_built(name, lambda: bytes(cache.MEGABYTE - 1))
        os.utime(tmp_path / name, times=(hour, hour))
    assert cache.cached_file("asked-again.pdf") is not None
    cache.cached_or_built("newest.pdf", lambda: bytes(cache.MEGABYTE - 1))
    assert not cache.is_cached("oldest.pdf")
    assert not (tmp_path / "oldest.pdf.lock").exists()
    assert all(cache.is_cached(name) for name in ("asked-again.pdf", "newer.pdf", "newest.pdf"))


def test_the_lock_of_a_file_that_never_came_is_forgotten_but_no_slot(settings: Any, tmp_path: Path) -> None:
    settings.SHEETS_CACHE_DIR = tmp_path
    for name in ("failed.pdf.lock", "slot-1.lock"):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, times=(1, 1))
    cache.cached_or_built("fine.pdf", lambda: b"%PDF")
    assert {path.name for path in tmp_path.iterdir()} == {
        "fine.pdf",
        "fine.pdf.lock",
        "slot-0.lock",
        "slot-1.lock",
    }
