"""Zipped files from people: looked at before they are opened, so that a small file cannot become a huge one."""

import stat
import zipfile
from pathlib import Path, PurePosixPath
from typing import IO

from django.utils.translation import gettext as _

MAX_FILES = 2_000
MAX_TOTAL = 200 * 1024**2
MAX_ONE = 30 * 1024**2


class BadArchiveError(ValueError):
    """A zipped file that is not opened. The message is one plain French sentence."""


def open_archive(file: IO[bytes]) -> zipfile.ZipFile:
    """The archive in `file`, whose sizes were found reasonable. Raises BadArchiveError."""
    try:
        archive = zipfile.ZipFile(file)
        members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise BadArchiveError(_("Ce fichier est abîmé, ou n’est pas du genre attendu.")) from error
    sizes = [member.file_size for member in members]
    if len(members) > MAX_FILES or sum(sizes) > MAX_TOTAL or max(sizes, default=0) > MAX_ONE:
        raise BadArchiveError(_("Ce fichier contient trop de choses : coupez-le en plusieurs."))
    if any(member.flag_bits & 1 for member in members):
        raise BadArchiveError(_("Ce fichier est protégé par un mot de passe : retirez-le, puis recommencez."))
    return archive


def read_member(archive: zipfile.ZipFile, name: str) -> bytes:
    """One file of `archive`, never longer than it said. Raises BadArchiveError."""
    try:
        with archive.open(name) as stream:
            content = stream.read(MAX_ONE + 1)
    except (KeyError, zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise BadArchiveError(_("Ce fichier est abîmé, ou n’est pas du genre attendu.")) from error
    if len(content) > MAX_ONE:
        raise BadArchiveError(_("Ce fichier contient trop de choses : coupez-le en plusieurs."))
    return content


def extract_folders(archive: zipfile.ZipFile, marker: str, destination: Path, name: str) -> None:
    """Write into `destination` each folder of `archive` that holds `marker`, under that folder's own name.

    A `marker` at the top goes into a folder called `name`. Only plain files beside a marker are written.
    """
    for path in _plain_files(archive):
        if path.name != marker:
            continue
        folder = destination / (path.parent.name or name)
        if folder.exists():
            raise BadArchiveError(_("Deux dossiers de ce fichier portent le même nom : %s.") % folder.name)
        folder.mkdir()
        for other in _plain_files(archive):
            if other.parent == path.parent:
                (folder / other.name).write_bytes(read_member(archive, str(other)))


def _plain_files(archive: zipfile.ZipFile) -> list[PurePosixPath]:
    """Files with an ordinary name inside the archive: no link, no way out, nothing hidden."""
    return [
        path
        for member in archive.infolist()
        if not member.is_dir()
        and not stat.S_ISLNK(member.external_attr >> 16)
        and not (path := PurePosixPath(member.filename)).is_absolute()
        and not any(part in {"..", "__MACOSX"} or part.startswith(".") for part in path.parts)
        and "\\" not in member.filename
    ]
