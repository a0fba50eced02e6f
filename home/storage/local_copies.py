"""Local copies of stored files, for programs that need a path."""

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
    """Return the path of the stored file `name`: on disk, the file itself, else a copy fetched once.

    A stored name is never reused for other content (changed pictures get a new name), so a copy is never
    stale. Raises OSError when the file does not exist or the storage does not respond.
    """
    try:
        return Path(storage.path(name))
    except NotImplementedError:
        return _copy(name, storage)


def forget_copy(name: str) -> None:
    """Delete this machine's copy of a deleted file."""
    _place_of(name).unlink(missing_ok=True)


def forget_other_copies(names: Iterable[str], grace: timedelta) -> None:
    """Delete this machine's copies, older than `grace`, of files that are not in `names`."""
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
        os.utime(place)  # The least recently used copies are deleted first.
    except FileNotFoundError:
        _fetch(name, storage, place)
        _forget_some(place.parent)
    return place


def _place_of(name: str) -> Path:
    suffix = Path(name).suffix
    return Path(settings.FETCHED_DIR) / f"{hashlib.sha256(name.encode()).hexdigest()[:40]}{suffix}"


def _fetch(name: str, storage: Storage, place: Path) -> None:
    """Fetch the file atomically: other processes never see a partial copy."""
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
