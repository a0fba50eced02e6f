"""Destinations of restored media files: a folder on disk, or the storage that machines share."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage, default_storage

from home.storage.local_copies import forget_copy
from home.storage.names import all_file_names, files_below

RESTORE_SUFFIX = ".restauration"


class MediaPlace(Protocol):
    """Media files by storage name."""

    def room(self) -> AbstractContextManager[Path]:
        """Yield a temporary folder to unpack into."""

    def names(self) -> Iterator[str]: ...

    def put(self, name: str, path: Path) -> None:
        """Store the file at `path` as `name`. The file at `path` may be moved."""

    def delete(self, name: str) -> None: ...


class MediaOnDisk:
    """A folder. The archive is unpacked on the same disk, so that files are moved atomically."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @contextmanager
    def room(self) -> Iterator[Path]:
        self.root.mkdir(parents=True, exist_ok=True)
        for leftover in self.root.parent.glob(f"{self.root.name}{RESTORE_SUFFIX}-*"):
            shutil.rmtree(leftover)
        with tempfile.TemporaryDirectory(
            prefix=f"{self.root.name}{RESTORE_SUFFIX}-", dir=self.root.parent
        ) as room:
            yield Path(room)

    def names(self) -> Iterator[str]:
        return (name for name, _path in files_below(self.root))

    def put(self, name: str, path: Path) -> None:
        target = self.root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)

    def delete(self, name: str) -> None:
        (self.root / name).unlink()


class MediaInStorage:
    """A remote storage. Each file is saved atomically."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage

    @contextmanager
    def room(self) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(prefix="restauration-", dir=settings.DATA_DIR) as room:
            yield Path(room)

    def names(self) -> Iterator[str]:
        return all_file_names(self.storage)

    def put(self, name: str, path: Path) -> None:
        self.delete(name)
        with path.open("rb") as file:
            self.storage.save(name, File(file))

    def delete(self, name: str) -> None:
        self.storage.delete(name)
        forget_copy(name)


def media_of_the_site() -> MediaPlace:
    """Return the destination that matches the site's default storage."""
    try:
        return MediaOnDisk(Path(default_storage.path("")))
    except NotImplementedError:
        return MediaInStorage(default_storage)
