"""Limits how many documents a machine typesets at once, so that web workers stay free for pages."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from django.conf import settings
from filelock import BaseFileLock

from home.machine_slots import take_slot
from home.typesetting.worker_pool import DocumentUnavailableError

NAME = "slot"  # Prefix of the lock files in the sheet cache folder.
POLL_SECONDS = 0.2
_patience: ContextVar[float] = ContextVar("patience", default=0.0)
_has_slot: ContextVar[bool] = ContextVar("has_slot", default=False)


class NoFreeSlotError(DocumentUnavailableError):
    """All typesetting slots of the machine are taken; retry in a moment."""


@contextmanager
def waiting_for_slot(seconds: float) -> Iterator[None]:
    """Wait up to `seconds` for a slot inside the block. For commands and threads, not for requests."""
    before = _patience.set(seconds)
    try:
        yield
    finally:
        _patience.reset(before)


def is_waiting_allowed() -> bool:
    """Return whether the code runs inside `waiting_for_slot`."""
    return _patience.get() > 0


@contextmanager
def typesetting_slot() -> Iterator[None]:
    """Hold one of the machine's TYPESETTING_SLOTS; a nested block reuses it. Raises NoFreeSlotError."""
    if _has_slot.get():
        yield
        return
    lock = _free_slot()
    before = _has_slot.set(True)
    try:
        yield
    finally:
        _has_slot.reset(before)
        lock.release()


def _free_slot() -> BaseFileLock:
    folder = Path(settings.SHEETS_CACHE_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + _patience.get()
    while True:
        if slot := take_slot(folder, NAME, settings.TYPESETTING_SLOTS):
            return slot
        if time.monotonic() >= deadline:
            raise NoFreeSlotError("As many documents as this machine takes are being typeset")
        time.sleep(POLL_SECONDS)
