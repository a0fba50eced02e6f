"""The folder on disk: written beside, with what has not changed taken from the last one, and swapped in at the end."""

import hashlib
import json
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MANIFEST = "manifeste.json"
FILES = "fichiers"


class MirrorError(Exception):
    """The folder cannot be written; says why, in French."""


@dataclass
class Folder:
    """The folder being written to `target`.

    Attributes:
        files: by name, the size and SHA-256 of each file written so far, and its `etag` where it has one.
    """

    target: Path
    files: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.before: dict[str, dict[str, Any]] = manifest_of(self.target).get(FILES, {})
        if self.target.exists() and not self.before and any(self.target.iterdir()):
            raise MirrorError(
                f"{self.target} contient autre chose qu’une copie du site : choisissez un dossier vide."
            )
        self._new = self.target.with_name(f"{self.target.name}.nouveau")
        self._old = self.target.with_name(f"{self.target.name}.ancien")
        for leftover in (self._new, self._old):
            shutil.rmtree(leftover, ignore_errors=True)
        self._new.mkdir(parents=True)

    def write(self, name: str, content: bytes, etag: str = "") -> None:
        path = self._new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        facts: dict[str, Any] = {"octets": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        self.files[name] = facts | ({"etag": etag} if etag else {})

    def carry(self, name: str) -> bool:
        """Take `name` from the folder that is there; False when it is not in it."""
        old = self.target / name
        if name not in self.before or not old.is_file():
            return False
        path = self._new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(old, path)
        except OSError:  # A USB stick knows no hard link.
            shutil.copyfile(old, path)
        self.files[name] = self.before[name]
        return True

    def etag(self, name: str) -> str:
        """What the file called `name` in the folder that is there answers to, or ""."""
        return str(self.before.get(name, {}).get("etag", "")) if (self.target / name).is_file() else ""

    def finish(self, facts: dict[str, Any]) -> None:
        """Write the manifest, and put the new folder in the place of the old one."""
        manifest = facts | {FILES: dict(sorted(self.files.items()))}
        text = json.dumps(manifest, ensure_ascii=False, indent=1)
        (self._new / MANIFEST).write_text(text + "\n", encoding="utf-8")
        if self.target.exists():
            self.target.rename(self._old)
        self._new.rename(self.target)
        shutil.rmtree(self._old, ignore_errors=True)

    def abandon(self) -> None:
        shutil.rmtree(self._new, ignore_errors=True)

    @property
    def size(self) -> int:
        return sum(facts["octets"] for facts in self.files.values())


def manifest_of(folder: Path) -> dict[str, Any]:
    """What the copy in `folder` says of itself; empty when it is none."""
    try:
        found: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and isinstance(found.get(FILES), dict) else {}
