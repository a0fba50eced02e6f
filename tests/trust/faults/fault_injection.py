"""Interrupts an operation at its n-th query: by an error, or by `kill -9` of its process."""

import os
import resource
import signal
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

Tell = Callable[[str], None]


class Counter:
    """Counts queries, and calls `then` at the one numbered `at`."""

    def __init__(self, at: int = 0, then: Callable[[], None] | None = None) -> None:
        self.count, self.at, self.then = 0, at, then

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.count += 1
        if self.count == self.at and self.then:
            self.then()
        return execute(sql, params, many, context)

    @property
    def has_cut(self) -> bool:
        return bool(self.at) and self.count >= self.at


def _fail() -> None:
    raise OperationalError("cut short by a test")


@contextmanager
def failing_at(number: int) -> Iterator[Counter]:
    """Inside the block, the query numbered `number` fails; the connection works otherwise."""
    counter = Counter(number, _fail)
    with connection.execute_wrapper(counter):
        yield counter


@contextmanager
def counting() -> Iterator[Counter]:
    counter = Counter()
    with connection.execute_wrapper(counter):
        yield counter


@dataclass(frozen=True)
class Child:
    """How a process ended. `said` is what it acknowledged before."""

    killed: bool
    failed: bool
    said: list[str]


def start(work: Callable[[Tell], None], *, kill_at: int = 0) -> tuple[int, int]:
    """Do `work` in a separate process, which is killed with `kill -9` before its query numbered `kill_at`.

    Returns the process and the pipe through which it acknowledges.
    """
    connection.close()  # A connection belongs to one process.
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # pytest-xdist has threads; the child uses none.
        process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    try:
        os.close(reading)
        with connection.execute_wrapper(Counter(kill_at, lambda: os.kill(os.getpid(), signal.SIGKILL))):
            work(lambda line: void(os.write(writing, f"{line}\n".encode())))
    except BaseException:  # noqa: BLE001  Nothing of pytest may run on in the child.
        os.write(writing, traceback.format_exc().encode())
        os._exit(1)
    os._exit(0)


def void(value: object) -> None:
    """For a call whose result is not needed."""


def end(process: int, reading: int) -> Child:
    """Wait for a process that was started."""
    with os.fdopen(reading) as pipe:
        said = pipe.read().splitlines()
    _process, status = os.waitpid(process, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    return Child(killed, not killed and status != 0, said)


def in_child(work: Callable[[Tell], None], *, kill_at: int = 0) -> Child:
    return end(*start(work, kill_at=kill_at))


def fill_the_disk(largest: int) -> BaseDatabaseWrapper:
    """In this process no file grows beyond `largest` bytes, as on a full disk; for a child process only.

    Another worker has the database open, as on a running site.
    """
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM wagtailcore_page")
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    return other
