"""File format of a backup: a compressed tar of tables, media files, and a manifest at the end.

tables/NAME.jsonl   one row per line
media/…             every file below MEDIA_ROOT
manifest.json       contents with checksums; an archive without it is truncated
"""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import pyrage

from home.backup.tables import TableDump

FORMAT = 1
MANIFEST = "manifest.json"
TABLES, MEDIA = "tables", "media"
ENCRYPTED = ".age"


class BadBackupError(Exception):
    """The file is not a complete, valid backup. The message is a French sentence."""


@dataclass(frozen=True)
class Manifest:
    """The contents of an archive: last migrations of each app; `media` maps names to SHA-256 checksums."""

    made_at: str
    database: str
    migrations: list[list[str]]
    tables: list[TableDump]
    media: dict[str, str]
    format: int = FORMAT

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)

    def as_text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def from_text(cls, text: str) -> "Manifest":
        try:
            data = json.loads(text)
            if data["format"] != FORMAT:
                raise BadBackupError(f"Cette sauvegarde est au format {data['format']}, inconnu ici.")
            tables = [TableDump(**table) for table in data.pop("tables")]
            return cls(tables=tables, **data)
        except (ValueError, KeyError, TypeError) as error:
            raise BadBackupError("Le sommaire de la sauvegarde est illisible.") from error


class ArchiveWriter:
    """Adds files to an archive that is being written."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar

    def add(self, name: str, content: bytes) -> str:
        """Add a file and return its SHA-256 checksum."""
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = len(content), 0o600
        self._tar.addfile(entry, io.BytesIO(content))
        return hashlib.sha256(content).hexdigest()


@contextmanager
def writing(path: Path) -> Iterator[ArchiveWriter]:
    """Write an archive at `path`, readable only by its owner, and sync it to disk."""
    with private_file(path) as file:
        with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as tar:
            yield ArchiveWriter(tar)
        file.flush()
        os.fsync(file.fileno())


def unpack(path: Path, folder: Path | None = None) -> Manifest:
    """Read the whole archive and check it against its manifest; write its files below `folder` if given.

    Raises BadBackupError when a file is missing, altered or unexpected.
    """
    sums, manifest = {}, None
    try:
        with tarfile.open(path, mode="r:gz") as tar:
            for entry in tar:
                content = _content(tar, entry)
                if entry.name == MANIFEST:
                    manifest = Manifest.from_text(content.decode())
                    continue
                sums[entry.name] = hashlib.sha256(content).hexdigest()
                if folder:
                    write_durably(folder / entry.name, content)
    except (tarfile.TarError, EOFError, ValueError, OSError) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        raise BadBackupError("La sauvegarde est coupée ou abîmée.") from error
    if manifest is None:
        raise BadBackupError("La sauvegarde est coupée : son sommaire manque.")
    _compare(manifest, sums)
    return manifest


def write_durably(path: Path, content: bytes) -> None:
    """Write a file and sync it to disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def encrypt(path: Path, target: Path, recipient: str) -> None:
    """Encrypt a file for an age public key. Raises BadBackupError when `recipient` is not a valid key."""
    try:
        key = pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError as error:
        raise BadBackupError("La clé publique doit commencer par « age1 » et être entière.") from error
    with path.open("rb") as plain, private_file(target) as file:
        pyrage.encrypt_io(plain, file, [key])
        file.flush()
        os.fsync(file.fileno())


def decrypt(path: Path, target: Path, key_file: Path) -> None:
    """Decrypt a file with the secret keys in `key_file`.

    Raises BadBackupError when the keys are invalid or none of them fits.
    """
    lines = key_file.read_text(encoding="utf-8").splitlines()
    try:
        keys = [pyrage.x25519.Identity.from_str(line) for line in lines if line.startswith("AGE-")]
        with path.open("rb") as file, private_file(target) as plain:
            pyrage.decrypt_io(file, plain, keys)
    except (pyrage.IdentityError, pyrage.DecryptError) as error:
        raise BadBackupError("Cette clé n’ouvre pas cette sauvegarde.") from error


def make_key(path: Path) -> str:
    """Write a new secret key to a new file, and return the public key. Raises FileExistsError."""
    identity = pyrage.x25519.Identity.generate()
    public = str(identity.to_public())
    with open(path, "x", encoding="utf-8", opener=_private_opener) as file:
        file.write(f"# clé publique : {public}\n{identity}\n")
    return public


def _content(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> bytes:
    path = PurePosixPath(entry.name)
    file = tar.extractfile(entry) if entry.isreg() else None
    if file is None or path.is_absolute() or ".." in path.parts:
        raise BadBackupError(f"La sauvegarde contient « {entry.name} », qui n’a rien à y faire.")
    return file.read()


def _compare(manifest: Manifest, sums: dict[str, str]) -> None:
    expected = {f"{TABLES}/{table.name}.jsonl": table.sha256 for table in manifest.tables}
    expected |= {f"{MEDIA}/{name}": digest for name, digest in manifest.media.items()}
    for name in sorted(expected.keys() | sums.keys()):
        if expected.get(name) != sums.get(name):
            raise BadBackupError(f"« {name} » manque dans la sauvegarde ou y est altéré.")


def _private_opener(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


@contextmanager
def private_file(path: Path, mode: str = "wb") -> Iterator[Any]:
    """Yield a writable binary file that only its owner may read. Raises OSError."""
    with open(path, mode, opener=_private_opener) as file:
        yield file
