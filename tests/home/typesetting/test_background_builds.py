"""A file that takes long is built once, in the background, and reports its progress."""

import threading
import time

import pytest

from home.typesetting import background_builds, single_build
from home.typesetting.background_builds import OnProgress, build

PATIENCE = 60  # Seconds after which the test fails: a busy machine is only slow.


def made(key: str, content: bytes) -> bytes:
    """The result of the build called `key` once it is ready: `content` if it is built now."""
    one = build(key, lambda tell: content)
    assert one.ready.wait(PATIENCE)
    return one.result()


def test_many_who_ask_at_once_share_one_build() -> None:
    made, go = [], threading.Event()

    def make(tell: OnProgress) -> bytes:
        go.wait(PATIENCE)
        made.append(1)
        return b"file"

    asked = [build("shared", make) for _ in range(20)]
    assert len({id(one) for one in asked}) == 1
    assert not asked[0].ready.is_set()
    go.set()
    assert asked[0].ready.wait(PATIENCE)
    assert asked[-1].result() == b"file"
    assert made == [1]


def test_it_tells_how_far_it_is() -> None:
    told, go = threading.Event(), threading.Event()

    def make(tell: OnProgress) -> bytes:
        tell(3, 20)
        told.set()
        go.wait(PATIENCE)
        return b""

    one = build("told", make)
    assert told.wait(PATIENCE)
    assert (one.done, one.total) == (3, 20)
    go.set()
    assert one.ready.wait(PATIENCE)


def test_a_failure_reaches_whoever_asks_and_can_be_tried_again() -> None:
    def fail(tell: OnProgress) -> bytes:
        raise RuntimeError("no paper")

    begun = build("failing", fail)
    assert begun.ready.wait(PATIENCE)
    told = build("failing", fail)
    assert told is begun
    with pytest.raises(RuntimeError, match="no paper"):
        told.result()
    assert made("failing", b"paper") == b"paper"


def test_a_finished_build_is_forgotten_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    assert made("old", b"1") == made("old", b"2") == b"1"
    for module in (background_builds, single_build):
        monkeypatch.setattr(module, "KEPT_SECONDS", -1)
    time.sleep(0.01)
    assert made("old", b"2") == b"2"


def test_only_two_are_made_at_once() -> None:
    begun, go = threading.Semaphore(0), threading.Event()

    def make(tell: OnProgress) -> bytes:
        begun.release()
        go.wait(PATIENCE)
        return b""

    started = [build(f"crowd {number}", make) for number in range(background_builds.AT_ONCE + 1)]
    assert all(begun.acquire(timeout=PATIENCE) for _ in range(background_builds.AT_ONCE))
    assert not begun.acquire(timeout=0.2)  # A third would start at once if it were allowed.
    go.set()
    assert all(one.ready.wait(PATIENCE) for one in started)


def test_a_crowd_that_is_too_large_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()

    def make(tell: OnProgress) -> bytes:
        go.wait(PATIENCE)
        return b""

    monkeypatch.setattr(background_builds, "MAX_WAITING", 3)
    waiting = [build(f"wait {number}", make) for number in range(3)]
    with pytest.raises(background_builds.TooBusyError):
        build("one too many", make)
    assert build("wait 0", make) is waiting[0]
    go.set()
    assert all(one.ready.wait(PATIENCE) for one in waiting)
