"""Files that take long: made by a thread while the visitor sees how far it is; made once for all who ask meanwhile.

Pure of sessions: a build is a key and a function. Each web process has its own builds; `home.typesetting.single_build` lets
only one process of the machine do the work of a key, and the others hear how far it is.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from django.db import connections

from home.typesetting.single_build import OnProgress, build_once, drop
from home.typesetting.slots import waiting_for_slot

KEPT_SECONDS = 60.0
PAPER_SECONDS = 60.0  # That a paper waits for its turn at the typesetter.
AT_ONCE = 2
MAX_WAITING = 20


class TooBusyError(Exception):
    """Too many files are on their way: nothing was begun."""


@dataclass
class Build:
    """A file on its way. `done` of `total` parts are ready; then either `content` or `error` is there."""

    make: Callable[[OnProgress], bytes]
    done: int = 0
    total: int = 0
    content: bytes | None = None
    error: Exception | None = None
    ended_at: float = 0.0
    ready: threading.Event = field(default_factory=threading.Event)

    def on_progress(self, done: int, total: int) -> None:
        self.done, self.total = done, total

    def run(self) -> None:
        try:
            with _turn, waiting_for_slot(PAPER_SECONDS):
                self.content = self.make(self.on_progress)
        except Exception as error:  # noqa: BLE001  Whoever asks hears of it: see `result`.
            self.error = error
        finally:
            self.ended_at = time.monotonic()
            self.ready.set()

    def result(self) -> bytes:
        """The file. Raises what making it raised."""
        if self.content is None:
            raise self.error or RuntimeError("Asked before it was ready")
        return self.content


_builds: dict[str, Build] = {}
_lock = threading.Lock()
_turn = threading.BoundedSemaphore(AT_ONCE)


def is_under_way(key: str) -> bool:
    """Whether asking for the build called `key` begins nothing new."""
    with _lock:
        return key in _builds


def build(key: str, make: Callable[[OnProgress], bytes], *, in_background: bool = True) -> Build:
    """The build called `key`, begun now unless it is on its way. In the background nobody waits for it.

    `make` is given a function that it tells how many parts of how many are ready. Raises TooBusyError.
    """
    with _lock:
        _forget_old()
        starts = key not in _builds
        if starts and sum(not one.ready.is_set() for one in _builds.values()) >= MAX_WAITING:
            raise TooBusyError
        found = _builds.setdefault(key, Build(partial(build_once, key, make)))
    if starts and in_background:
        threading.Thread(target=_run_alone, args=(found,), name=f"build-{key[:8]}", daemon=True).start()
    elif starts:
        found.run()
    is_told = not starts or not in_background
    if is_told and found.ready.is_set() and found.error is not None:
        forget(key)  # Whoever asks next has it tried again.
    return found


def forget(key: str) -> None:
    """Make the next one who asks begin anew."""
    with _lock:
        _builds.pop(key, None)
    drop(key)


def _run_alone(build: Build) -> None:
    """In a thread: its database connections end with it."""
    try:
        build.run()
    finally:
        connections.close_all()


def _forget_old() -> None:
    now = time.monotonic()
    for key, build in list(_builds.items()):
        if build.ready.is_set() and now - build.ended_at > KEPT_SECONDS:
            del _builds[key]
