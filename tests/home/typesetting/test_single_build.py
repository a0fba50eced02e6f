"""When two processes request the same file, one builds it and the other is told the progress."""

import threading
from pathlib import Path

import pytest
from django.conf import settings

from home.typesetting import single_build
from home.typesetting.single_build import OnProgress, build_once, drop
from tests.home.typesetting.test_background_builds import PATIENCE


def nothing(done: int, total: int) -> None:
    """Nobody watches the progress."""


class Other:
    """Stands for a web process: the lock belongs to the thread or process that opened it."""

    def __init__(self, key: str, result: bytes | Exception = b"file") -> None:
        self.began, self.go = threading.Event(), threading.Event()
        self.result, self.made = result, 0
        self.content: bytes | None = None
        self.thread = threading.Thread(target=self._ask, args=(key,), daemon=True)
        self.thread.start()

    def _ask(self, key: str) -> None:
        try:
            self.content = build_once(key, self._make, nothing)
        except RuntimeError:
            self.content = None

    def _make(self, tell: OnProgress) -> bytes:
        self.made += 1
        tell(3, 20)
        self.began.set()
        self.go.wait(PATIENCE)
        if isinstance(self.result, Exception):
            raise self.result
        return self.result


def refuse(tell: OnProgress) -> bytes:
    raise AssertionError("made twice")


def test_the_second_waits_and_gets_what_the_first_makes() -> None:
    first = Other("shared")
    assert first.began.wait(PATIENCE)
    told: list[tuple[int, int]] = []

    def hear(done: int, total: int) -> None:
        told.append((done, total))
        first.go.set()

    assert build_once("shared", refuse, hear) == b"file"
    assert told[0] == (3, 20)
    first.thread.join(PATIENCE)
    assert first.made == 1


def test_when_the_first_fails_the_second_makes_it() -> None:
    first = Other("failing", RuntimeError("no paper"))
    assert first.began.wait(PATIENCE)
    first.go.set()
    assert build_once("failing", lambda tell: b"second", nothing) == b"second"
    first.thread.join(PATIENCE)


def test_it_is_kept_a_minute_and_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    assert build_once("old", lambda tell: b"1", nothing) == b"1"
    assert build_once("old", refuse, nothing) == b"1"
    monkeypatch.setattr(single_build, "KEPT_SECONDS", -1)
    assert build_once("new", lambda tell: b"2", nothing) == b"2"
    assert {path.name for path in Path(settings.SHEETS_CACHE_DIR).glob("*.pack")} == {"new.pack"}


def test_one_that_is_dropped_is_made_anew() -> None:
    build_once("dropped", lambda tell: b"1", nothing)
    drop("dropped")
    assert build_once("dropped", lambda tell: b"2", nothing) == b"2"


def test_a_full_disk_does_not_cost_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert build_once("full", lambda tell: b"1", nothing) == b"1"
