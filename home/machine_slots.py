"""Slots of the machine: at most so many of its processes and threads do something at once.

A slot is a lock of the file system: it ends with the process that holds it, even killed.
"""

from contextlib import suppress
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout


def take_slot(folder: Path, name: str, count: int) -> BaseFileLock | None:
    """One of `count` slots called `name` in `folder`, to be released; None when all are taken."""
    for number in range(count):
        lock = FileLock(folder / f"{name}-{number}.lock", blocking=False)
        with suppress(Timeout):
            lock.acquire()
            return lock
    return None
