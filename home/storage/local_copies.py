"""Stored files as files of this machine, for programs that want a path."""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.storage import Storage, default_storage

MAX_COPIES = 2_000
DELETED_AT_ONCE = 200


def local_path(name: str, storage: Storage = default_storage) -> Path:
    """A file that holds what is stored as `name`: itself where it lies on a disk, or else a copy, fetched once.

    A stored name never gets another content (pictures that change get a new name), so a copy is never stale.
    Raises OSError when there is none or the storage does not answer.
    """
    try:
        return Path(storage.path(name))
    except NotImplementedError:
        return _copy(name, storage)


def forget_copy(name: str) -> None:
    """Delete the copy on this machine of a file that must be nowhere any more."""
    _place_of(name).unlink(missing_ok=True)


def forget_other_copies(names: Iterable[str], grace: timedelta) -> None:
    """Delete the copies on this machine, older than `grace`, of files that are none of `names`."""
    folder = Path(settings.FETCHED_DIR)
    known = {_place_of(name) for name in names} if folder.exists() else set()
    limit = time.time() - grace.total_seconds()
    for path in folder.glob("*"):
        with suppress(FileNotFoundError):
            if path not in known and path.stat().st_mtime < limit:
                path.unlink()


def _copy(name: str, storage: Storage) -> Path:
    place = _place_of(name)
    try:
        os.utime(place)  # Those not asked for longest are forgotten first.
    except FileNotFoundError:
        _fetch(name, storage, place)
        _forget_some(place.parent)
    return place


def _place_of(name: str) -> Path:
    suffix = Path(name).suffix
    return Path(settings.FETCHED_DIR) / f"{hashlib.sha256(name.encode()).hexdigest()[:40]}{suffix}"


def _fetch(name: str, storage: Storage, place: Path) -> None:
    """All of it or nothing: another process sees a whole file."""
    with storage.open(name) as file:
        content = file.read()
    place.parent.mkdir(parents=True, exist_ok=True)
    draft, path = tempfile.mkstemp(dir=place.parent, suffix=".tmp")
    try:
        with os.fdopen(draft, "wb") as stream:
            stream.write(content)
        Path(path).replace(place)
    except OSError:
        Path(path).unlink(missing_ok=True)
        raise


def _forget_some(folder: Path) -> None:
    ages = {}
    for path in folder.iterdir():
        with suppress(FileNotFoundError):
            ages[path] = path.stat().st_mtime
    if len(ages) > MAX_COPIES:
        for path in sorted(ages, key=lambda path: ages[path])[:DELETED_AT_ONCE]:
            path.unlink(missing_ok=True)
