"""Disk cache of typeset files: each file is built only once, and a reader never gets a partial file."""

import logging
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import accumulate
from pathlib import Path
from typing import IO

from django.conf import settings
from filelock import FileLock

from home.typesetting.slots import NAME, typesetting_slot

MAX_FILES = 2_000
MEGABYTE = 1024 * 1024
UNUSED_LOCK_SECONDS = 3_600  # Longer than any build takes.
_log = logging.getLogger(__name__)


def cached_or_built(name: str, build: Callable[[], bytes]) -> bytes:
    """Return the file called `name` from the cache, or build it now.

    Concurrent requests in any process share one build, which holds a typesetting slot. Raises
    NoFreeSlotError, and any error of `build`; nothing is cached then.
    """
    if (content := cached_file(name)) is not None:
        return content
    path = _path(name)
    with typesetting_slot(), FileLock(_lock_of(path)):
        if (content := cached_file(name)) is not None:
            return content
        content = build()
        _write(path, content)
    _prune(path.parent)
    return content


def cached_file(name: str) -> bytes | None:
    """Return the file called `name`, or None when it is not cached."""
    path = _path(name)
    try:
        os.utime(path)  # `_prune` deletes the least recently used files first.
        return path.read_bytes()
    except FileNotFoundError:
        return None


def is_cached(name: str) -> bool:
    return _path(name).exists()


def _path(name: str) -> Path:
    return Path(settings.SHEETS_CACHE_DIR) / name


def _lock_of(path: Path) -> Path:
    return path.with_suffix(f"{path.suffix}.lock")


def _write(path: Path, content: bytes) -> None:
    """Write the file atomically. If the disk is full, log the error: the file can still be sent."""
    try:
        with atomic_file(path) as stream:
            stream.write(content)
    except OSError:
        _log.exception("A sheet could not be kept")


@contextmanager
def atomic_file(path: Path) -> Iterator[IO[bytes]]:
    """Yield a temporary file that is synced to disk and renamed to `path` at the end. Raises OSError."""
    handle, draft = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _prune(folder: Path) -> None:
    """Limit the number and total size of cached files, and delete old locks without a file."""
    facts = {}
    for path in folder.iterdir():
        with suppress(FileNotFoundError):
            facts[path] = path.stat()
    files = [path for path in facts if path.suffix != ".lock"]
    files.sort(key=lambda path: facts[path].st_mtime, reverse=True)
    weights = accumulate(facts[path].st_size for path in files)
    most = settings.SHEETS_CACHE_MB * MEGABYTE
    for number, (path, weight) in enumerate(zip(files, weights, strict=True), start=1):
        if number > MAX_FILES or weight > most:
            path.unlink(missing_ok=True)
            _lock_of(path).unlink(missing_ok=True)
    for path in facts.keys() - set(files):
        is_old = facts[path].st_mtime < time.time() - UNUSED_LOCK_SECONDS
        if is_old and not path.name.startswith(NAME) and not path.with_suffix("").exists():
            path.unlink(missing_ok=True)
