"""Lets one process build a file for all processes of the machine that request it meanwhile.

The lock is a file lock: it is released when its process ends, even if killed, and the next process starts
again.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from filelock import FileLock, Timeout

from home.typesetting.cache import atomic_file

KEPT_SECONDS = 60.0
POLL_SECONDS = 0.2
OnProgress = Callable[[int, int], None]


def build_once(key: str, make: Callable[[OnProgress], bytes], on_progress: OnProgress) -> bytes:
    """Return the result of `make`, or of another process's build that is less than a minute old.

    While another process builds the file, its progress is passed to `on_progress`. Raises what `make` raises;
    nothing is stored then.
    """
    folder = Path(settings.SHEETS_CACHE_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    file, progress = folder / f"{key}.pack", folder / f"{key}.progress"
    while True:
        if (content := _fresh(file)) is not None:
            return content
        with suppress(Timeout), FileLock(folder / f"{key}.pack.lock", blocking=False):
            content = _fresh(file)
            return _make(make, on_progress, file, progress) if content is None else content
        _relay(progress, on_progress)
        time.sleep(POLL_SECONDS)


def drop(key: str) -> None:
    """Delete the stored file, so that the next request starts a new build."""
    (Path(settings.SHEETS_CACHE_DIR) / f"{key}.pack").unlink(missing_ok=True)


def _make(make: Callable[[OnProgress], bytes], on_progress: OnProgress, file: Path, progress: Path) -> bytes:
    def told(done: int, total: int) -> None:
        on_progress(done, total)
        with suppress(OSError):  # A full disk must not stop the build.
            progress.write_text(f"{done} {total}")

    _forget_old(file.parent)
    try:
        content = make(told)
        with suppress(OSError), atomic_file(file) as stream:
            stream.write(content)
        return content
    finally:
        progress.unlink(missing_ok=True)


def _fresh(file: Path) -> bytes | None:
    try:
        is_old = time.time() - file.stat().st_mtime > KEPT_SECONDS
        return None if is_old else file.read_bytes()
    except FileNotFoundError:
        return None


def _relay(progress: Path, on_progress: OnProgress) -> None:
    with suppress(OSError, ValueError):
        done, total = progress.read_text().split()
        on_progress(int(done), int(total))


def _forget_old(folder: Path) -> None:
    for file in folder.glob("*.pack"):
        if _fresh(file) is None:
            file.unlink(missing_ok=True)
