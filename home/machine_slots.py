"""Limits how many processes and threads of one machine do something at the same time.

A slot is a file lock, so it is released when its process ends, even if the process is killed.
"""

from contextlib import suppress
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout


def take_slot(folder: Path, name: str, count: int) -> BaseFileLock | None:
    """Take one of `count` slots called `name` in `folder`. Return None when all are taken.

    The caller must release the slot; any thread may.
    """
    for number in range(count):
        lock = FileLock(folder / f"{name}-{number}.lock", blocking=False, thread_local=False)
        with suppress(Timeout):
            lock.acquire()
            return lock
    return None
