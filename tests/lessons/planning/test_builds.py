"""A file that takes long is made once, in the background, and tells how far it is."""

import threading
import time

import pytest

from lessons.planning import builds, once
from lessons.planning.builds import Tell, build


def test_many_who_ask_at_once_share_one_build() -> None:
    made, go = [], threading.Event()

    def make(tell: Tell) -> bytes:
        go.wait(5)
        made.append(1)
        return b"file"

    asked = [build("shared", make, patience=0) for _ in range(20)]
    assert len({id(one) for one in asked}) == 1
    assert not asked[0].ready.is_set()
    go.set()
    assert asked[0].ready.wait(5)
    assert asked[-1].result() == b"file"
    assert made == [1]


def test_it_tells_how_far_it_is() -> None:
    told, go = threading.Event(), threading.Event()

    def make(tell: Tell) -> bytes:
        tell(3, 20)
        told.set()
        go.wait(5)
        return b""

    one = build("told", make, patience=0)
    assert told.wait(5)
    assert (one.done, one.total) == (3, 20)
    go.set()
    assert one.ready.wait(5)


def test_a_failure_reaches_whoever_asks_and_can_be_tried_again() -> None:
    def fail(tell: Tell) -> bytes:
        raise RuntimeError("no paper")

    one = build("failing", fail, patience=5)
    with pytest.raises(RuntimeError, match="no paper"):
        one.result()
    assert build("failing", lambda tell: b"paper", patience=5).result() == b"paper"


def test_a_finished_build_is_forgotten_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    first = build("old", lambda tell: b"1", patience=5)
    assert build("old", lambda tell: b"2", patience=5) is first
    for module in (builds, once):
        monkeypatch.setattr(module, "KEPT_SECONDS", -1)
    time.sleep(0.01)
    assert build("old", lambda tell: b"2", patience=5).result() == b"2"


def test_only_two_are_made_at_once() -> None:
    going, most, lock = 0, 0, threading.Lock()

    def make(tell: Tell) -> bytes:
        nonlocal going, most
        with lock:
            going += 1
            most = max(most, going)
        time.sleep(0.05)
        with lock:
            going -= 1
        return b""

    started = [build(f"crowd {number}", make, patience=0) for number in range(6)]
    assert all(one.ready.wait(5) for one in started)
    assert most == builds.AT_ONCE


def test_a_crowd_that_is_too_large_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()

    def make(tell: Tell) -> bytes:
        go.wait(5)
        return b""

    monkeypatch.setattr(builds, "MOST_WAITING", 3)
    waiting = [build(f"wait {number}", make, patience=0) for number in range(3)]
    with pytest.raises(builds.TooBusyError):
        build("one too many", make, patience=0)
    assert build("wait 0", make, patience=0) is waiting[0]
    go.set()
    assert all(one.ready.wait(5) for one in waiting)
