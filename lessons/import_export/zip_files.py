"""Checks uploaded zip files before they are unpacked, so that a small file cannot become a huge one."""

import stat
import unicodedata
import zipfile
import zlib
from collections import defaultdict
from pathlib import Path, PurePosixPath
from typing import IO

from django.utils.translation import gettext as _

MAX_FILES = 2_000
MAX_TOTAL = 200 * 1024**2
MAX_ONE = 30 * 1024**2
MAX_MARKERS = 2 * 1024**2  # For all markers together: parsing them takes a second for each 400 kB.
MAX_NAME = 200
ENTRY = b"PK\x01\x02"
CHUNK = 1024**2
# Other methods allocate as much memory as the file demands.
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class BadZipError(ValueError):
    """A zip file that is refused. The message is one plain French sentence."""


def open_archive(file: IO[bytes]) -> zipfile.ZipFile:
    """Open the archive in `file` after checking its sizes. Raises BadZipError."""
    if _entries(file) > MAX_FILES:
        raise _too_much()
    try:
        archive = zipfile.ZipFile(file)
        members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _damaged() from error
    sizes = [member.file_size for member in members]
    if sum(sizes) > MAX_TOTAL or max(sizes, default=0) > MAX_ONE:
        raise _too_much()
    if any(member.flag_bits & 1 for member in members):
        raise BadZipError(_("Ce fichier est protégé par un mot de passe : retirez-le, puis recommencez."))
    if any(member.compress_type not in METHODS for member in members):
        raise BadZipError(
            _("Ce fichier est compressé d’une façon que le site ne lit pas : choisissez « ZIP ».")
        )
    return archive


def read_member(archive: zipfile.ZipFile, name: str, most: int = MAX_ONE) -> bytes:
    """Return a member of `archive`, of at most `most` bytes. Raises BadZipError."""
    try:
        with archive.open(name) as stream:
            content = stream.read(most + 1)
    except (KeyError, zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError) as error:
        raise _damaged() from error
    if len(content) > most:
        raise _too_much()
    return content


def extract_folders(archive: zipfile.ZipFile, marker: str, destination: Path, name: str) -> None:
    """Write into `destination` each folder of `archive` that contains `marker`, under the folder's name.

    A `marker` at the top level goes into a folder called `name`. Only plain files beside a marker are
    written. Names are normalised to Unicode form NFC, whatever system zipped them. Raises BadZipError.
    """
    room = MAX_MARKERS
    for parent, members in _folders(archive).items():
        if marker not in members:
            continue
        folder = destination / (_composed(parent.name) or name)
        if folder.exists():
            raise BadZipError(_("Deux dossiers de ce fichier portent le même nom : %s.") % folder.name)
        folder.mkdir()
        for inner, member in members.items():
            content = read_member(archive, member)
            room -= len(content) if inner == marker else 0
            if room < 0:
                raise _too_much()
            (folder / inner).write_bytes(content)


def _entries(file: IO[bytes]) -> int:
    """Return an upper bound of the number of files: counts entry signatures before parsing the directory."""
    count, end = 0, b""
    file.seek(0)
    while chunk := file.read(CHUNK):
        count += (end + chunk).count(ENTRY)
        end = chunk[1 - len(ENTRY) :]
    file.seek(0)
    return count


def _folders(archive: zipfile.ZipFile) -> dict[PurePosixPath, dict[str, str]]:
    """Return regular files by folder: no links, paths outside, hidden files. Raises BadZipError."""
    folders: dict[PurePosixPath, dict[str, str]] = defaultdict(dict)
    for member in archive.infolist():
        path = PurePosixPath(member.filename)
        if member.is_dir() or stat.S_ISLNK(member.external_attr >> 16) or not _is_ordinary(path):
            continue
        if any(len(part.encode()) > MAX_NAME for part in path.parts[-2:]):
            raise BadZipError(_("Un nom de fichier est trop long : « %s… ».") % path.name[:40])
        folders[path.parent][_composed(path.name)] = member.filename
    return folders


def _is_ordinary(path: PurePosixPath) -> bool:
    hidden = any(part in {"..", "__MACOSX"} or part.startswith(".") for part in path.parts)
    return not hidden and not path.is_absolute() and "\\" not in str(path)


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _damaged() -> BadZipError:
    return BadZipError(_("Ce fichier est abîmé, ou n’est pas du genre attendu."))


def _too_much() -> BadZipError:
    return BadZipError(_("Ce fichier contient trop de choses : coupez-le en plusieurs."))
