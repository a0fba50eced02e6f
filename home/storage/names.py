"""Lists the names of stored files."""

from collections.abc import Iterator
from pathlib import Path

from django.core.files.storage import Storage, default_storage


def file_names_in(folder: str, storage: Storage = default_storage) -> list[str]:
    """Return the names of the files in one folder, none when the folder does not exist."""
    try:
        files = storage.listdir(folder)[1]
    except FileNotFoundError:
        return []
    return [f"{folder}/{file}" if folder else file for file in sorted(files) if file]


def all_file_names(storage: Storage = default_storage) -> Iterator[str]:
    """Yield the names of all stored files."""
    try:
        root = Path(storage.path(""))
    except NotImplementedError:
        yield from _below("", storage)
    else:
        yield from (name for name, _path in files_below(root))


def files_below(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield each file below `root` by storage name, except symbolic links, which may lead outside."""
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(root).as_posix(), path


def _below(folder: str, storage: Storage) -> Iterator[str]:
    yield from file_names_in(folder, storage)
    for inner in sorted(storage.listdir(folder)[0]):
        yield from _below(f"{folder}/{inner}" if folder else inner, storage)
