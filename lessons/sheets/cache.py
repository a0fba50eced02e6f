"""Files kept by their key on disk: each built once, whoever asks, and read whole or not at all."""

import fcntl
import logging
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from django.conf import settings

MAX_KEPT = 2_000  # Each file has its lock.
_log = logging.getLogger(__name__)


def kept(name: str, build: Callable[[], bytes]) -> bytes:
    """The file called `name`, from the cache or built now.

    However many ask at once, in however many processes, it is built once: the others wait for the first. What
    `build` raises reaches whoever asked, and nothing is kept.
    """
    path = Path(settings.SHEETS_CACHE_DIR) / name
    if (content := _read(path)) is not None:
        return content
    path.parent.mkdir(parents=True, exist_ok=True)
    with _alone(path.with_suffix(f"{path.suffix}.lock")):
        if (content := _read(path)) is not None:
            return content
        content = build()
        _write(path, content)
    _prune(path.parent)
    return content


def _read(path: Path) -> bytes | None:
    try:
        os.utime(path)  # The least recently asked are the first to be forgotten.
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _write(path: Path, content: bytes) -> None:
    """All of it or nothing: a reader never sees half a file. A full disk is told to the log; the file is sent all the same."""
    try:
        with drafted(path) as stream:
            stream.write(content)
    except OSError:
        _log.exception("A sheet could not be kept")


@contextmanager
def drafted(path: Path) -> Iterator[IO[bytes]]:
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


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Only one process at a time holds `path`; the lock ends with the process that holds it, even killed."""
    with path.open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _prune(folder: Path) -> None:
    """Keep the files asked for last, and the locks of no others."""
    ages = {}
    for path in folder.iterdir():
        with suppress(FileNotFoundError):
            ages[path] = path.stat().st_mtime
    by_age = sorted(ages, key=lambda path: ages[path], reverse=True)
    for path in by_age[2 * MAX_KEPT :]:
        path.unlink(missing_ok=True)
