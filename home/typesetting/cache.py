"""Files kept by their key on disk: each built once, whoever asks, and read whole or not at all."""

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
UNUSED_LOCK_SECONDS = 3_600  # Longer than any file takes to be built.
_log = logging.getLogger(__name__)


def cached_or_built(name: str, build: Callable[[], bytes]) -> bytes:
    """The file called `name`, from the cache or built now.

    However many ask at once, in however many processes, it is built once, in a slot of the machine. Raises
    NoFreeSlotError; what `build` raises reaches whoever asked, and nothing is kept.
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
    """The file called `name`, if it is kept."""
    path = _path(name)
    try:
        os.utime(path)  # The least recently asked are the first to be forgotten.
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
    """All of it or nothing: a reader never sees half a file. A full disk is told to the log; the file is sent all the same."""
    try:
        with atomic_file(path) as stream:
            stream.write(content)
    except OSError:
        _log.exception("A sheet could not be kept")


@contextmanager
def atomic_file(path: Path) -> Iterator[IO[bytes]]:
    """A file of nobody else to write to, which takes the name `path` at the end of the block, on the disk. Raises OSError."""
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
    """Keep the files asked for last, at most so many and so heavy; and no lock for long without its file."""
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
