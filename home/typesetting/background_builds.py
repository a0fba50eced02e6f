"""Builds slow files in a thread while the visitor sees the progress; concurrent requests share one build.

Independent of sessions: a build has a key and a function. Each web process has its own builds;
`home.typesetting.single_build` lets only one process of the machine build a key, and reports its progress to
the others.
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
PAPER_SECONDS = 60.0  # How long a document waits for a typesetting slot.
AT_ONCE = 2
MAX_WAITING = 20


class TooBusyError(Exception):
    """Too many builds are waiting; the new one was not started."""


@dataclass
class Build:
    """A file being built: `done` of `total` parts are ready. At the end, `content` or `error` is set."""

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
        except Exception as error:  # noqa: BLE001  `result` raises it again for the caller.
            self.error = error
        finally:
            self.ended_at = time.monotonic()
            self.ready.set()

    def result(self) -> bytes:
        """Return the file. Raises the error of the build."""
        if self.content is None:
            raise self.error or RuntimeError("Asked before it was ready")
        return self.content


_builds: dict[str, Build] = {}
_lock = threading.Lock()
_turn = threading.BoundedSemaphore(AT_ONCE)


def is_under_way(key: str) -> bool:
    """Return whether the build called `key` exists, so that `build` would not start a new one."""
    with _lock:
        return key in _builds


def build(key: str, make: Callable[[OnProgress], bytes], *, in_background: bool = True) -> Build:
    """Return the build called `key`, after starting it if there is none. `in_background` starts a thread.

    `make` receives a callback for progress, which takes the number of finished parts and the total. Raises
    TooBusyError when too many builds are waiting.
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
        forget(key)  # The next request tries again.
    return found


def forget(key: str) -> None:
    """Discard the build, so that the next request starts a new one."""
    with _lock:
        _builds.pop(key, None)
    drop(key)


def _run_alone(build: Build) -> None:
    """Run in a thread, and close its database connections at the end."""
    try:
        build.run()
    finally:
        connections.close_all()


def _forget_old() -> None:
    now = time.monotonic()
    for key, build in list(_builds.items()):
        if build.ready.is_set() and now - build.ended_at > KEPT_SECONDS:
            del _builds[key]
