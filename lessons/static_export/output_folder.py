"""The output folder: written under a temporary name, with unchanged files reused, then swapped in."""

import hashlib
import json
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from filelock import BaseFileLock, FileLock, Timeout

MANIFEST = "manifeste.json"
FILES = "fichiers"


class StaticExportError(Exception):
    """The folder cannot be written; the message says why, in French."""


@dataclass
class OutputFolder:
    """The folder that is written to `target`.

    Attributes:
        files: for each file written so far, its size, its SHA-256, and its `etag` if it has one.
    """

    target: Path
    files: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._lock = self._locked()
        self._new = self._beside("nouveau")
        self._old = self._beside("ancien")
        if self._old.exists() and not self.target.exists():  # An earlier run stopped between two renames.
            self._old.rename(self.target)
        if self.target.exists() and not (self.target / MANIFEST).exists() and any(self.target.iterdir()):
            self._lock.release()
            raise StaticExportError(
                _("%(folder)s contient autre chose qu’une copie du site : choisissez un dossier vide.")
                % {"folder": self.target}
            )
        self.before: dict[str, dict[str, Any]] = manifest_of(self.target).get(FILES, {})
        for leftover in (self._new, self._old):
            shutil.rmtree(leftover, ignore_errors=True)
        self._new.mkdir(parents=True)

    def _beside(self, what: str) -> Path:
        """Return a hidden sibling of the target, with a name that nothing else uses."""
        return self.target.with_name(f".{self.target.name}.pas-a-pas-{what}")

    def _locked(self) -> BaseFileLock:
        """Take a lock that ends with this process, because two runs would write to the same folder."""
        name = hashlib.sha256(str(self.target).encode()).hexdigest()[:16]
        lock = FileLock(Path(settings.DATA_DIR, f"copie-{name}.lock"), blocking=False)
        try:
            lock.acquire()
        except Timeout:
            raise StaticExportError(_("Une autre copie s’écrit déjà au même endroit.")) from None
        return lock

    def write(self, name: str, content: bytes, etag: str = "") -> None:
        path = self._new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        facts: dict[str, Any] = {"octets": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        self.files[name] = facts | ({"etag": etag} if etag else {})

    def carry(self, name: str) -> bool:
        """Reuse `name` from the previous folder. Return False when it is missing or incomplete."""
        old = self.target / name
        if not self._is_whole(name):
            return False
        path = self._new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(old, path)
        except OSError:  # File systems of USB sticks have no hard links.
            shutil.copyfile(old, path)
        self.files[name] = self.before[name]
        return True

    def etag(self, name: str) -> str:
        """Return the ETag of `name` in the previous folder, or ""."""
        return str(self.before[name].get("etag", "")) if self._is_whole(name) else ""

    def _is_whole(self, name: str) -> bool:
        path, facts = self.target / name, self.before.get(name)
        return facts is not None and path.is_file() and path.stat().st_size == facts["octets"]

    def finish(self, facts: dict[str, Any]) -> None:
        """Write the manifest, and replace the old folder by the new one."""
        manifest = facts | {FILES: dict(sorted(self.files.items()))}
        with (self._new / MANIFEST).open("w", encoding="utf-8") as stream:
            stream.write(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        if self.target.exists():
            self.target.rename(self._old)
        self._new.rename(self.target)
        shutil.rmtree(self._old, ignore_errors=True)
        self._lock.release()

    def abandon(self) -> None:
        """Keep the previous folder, and delete the new one."""
        if self._old.exists() and not self.target.exists():
            self._old.rename(self.target)
        shutil.rmtree(self._new, ignore_errors=True)
        self._lock.release()

    @property
    def size(self) -> int:
        return sum(facts["octets"] for facts in self.files.values())


def manifest_of(folder: Path) -> dict[str, Any]:
    """Return the manifest of the copy in `folder`; empty when it holds no copy."""
    try:
        found: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and isinstance(found.get(FILES), dict) else {}
