"""Sheets as PDF files, each built once and kept by its content."""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import segno
from django.conf import settings

from lessons.sheets.characters import FONT_FOLDERS
from lessons.sheets.document import GuideSheet, Picture
from lessons.sheets.pool import typeset_in_worker
from lessons.sheets.worker import TEMPLATES, Job

MAX_KEPT = 2_000
PACKAGES = ("typst", "fontpkg-atkinson-hyperlegible", "fontpkg-noto-sans", "fontpkg-inter", "segno")


class Paper(StrEnum):
    """The forms of paper that can be made of a guide."""

    LEARNER = "learner"
    HELPER = "helper"


class Sheet:
    """One paper of one guide: what it is known by, and its PDF."""

    def __init__(self, guide: GuideSheet, paper: Paper) -> None:
        self._job = _job(guide, paper)
        self.key = _key(self._job)

    def pdf(self) -> bytes:
        """The PDF, from the cache or typeset now. Raises SheetUnavailable.

        However many ask at once, in however many processes, it is built once: the others wait for the first.
        """
        kept = Path(settings.SHEETS_CACHE_DIR) / f"{self.key}.pdf"
        if kept.is_file():
            return _read(kept)
        kept.parent.mkdir(parents=True, exist_ok=True)
        with _alone(kept.with_suffix(".lock")):
            if kept.is_file():
                return _read(kept)
            pdf = typeset_in_worker(self._job)
            _write(kept, pdf)
        _prune(kept.parent)
        return pdf


def _job(guide: GuideSheet, paper: Paper) -> Job:
    pictures: dict[str, str] = {}

    def named(picture: Picture) -> dict[str, Any]:
        values = asdict(picture)
        source = values.pop("source")
        name = f"{len(pictures) + 1:02}.jpg"
        if source is not None:
            pictures[name] = str(source)
        return values | {"file": f"img/{name}" if source is not None else None}

    data = asdict(guide)
    del data["published"]
    data["steps"] = [
        asdict(step) | {"picture": named(step.picture) if step.picture else None} for step in guide.steps
    ]
    if paper is Paper.LEARNER:
        for step in data["steps"]:
            del step["helper_note"]
    return Job(
        data=json.dumps({"paper": paper, "guide": data}, ensure_ascii=False, sort_keys=True),
        fonts=tuple(str(folder) for folder in FONT_FOLDERS),
        timestamp=int(guide.published.timestamp()),
        pictures=pictures,
        drawings={"qr.svg": _qr_code(guide.short_address)},
    )


def _qr_code(address: str) -> str:
    """A QR code with its four modules of white, level M: it can be read from a poor grey copy."""
    return str(
        segno.make(address or "-", error="m", micro=False).svg_inline(border=4, dark="#000", light="#fff")
    )


def _key(job: Job) -> str:
    """What the PDF depends on, and nothing else: same key, same bytes."""
    digest = hashlib.sha256(f"{_versions()}|{job.timestamp}|{job.data}".encode())
    for name, source in sorted(job.pictures.items()):
        digest.update(name.encode())
        digest.update(Path(source).read_bytes())
    return digest.hexdigest()[:40]


@cache
def _versions() -> str:
    templates = b"".join(path.read_bytes() for path in sorted(TEMPLATES.glob("*.typ")))
    packages = [f"{name} {version(name)}" for name in PACKAGES]
    return f"{hashlib.sha256(templates).hexdigest()} {packages}"


def _read(path: Path) -> bytes:
    os.utime(path)  # The least recently asked are the first to be forgotten.
    return path.read_bytes()


def _write(path: Path, content: bytes) -> None:
    """All of it or nothing: a reader never sees half a file."""
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    with draft.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(path)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Only one process at a time holds `path`; the lock ends with the process that holds it, even killed."""
    with path.open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _prune(folder: Path) -> None:
    """Keep the sheets asked for last."""
    by_age = sorted(folder.glob("*.pdf"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in by_age[MAX_KEPT:]:
        path.unlink(missing_ok=True)
        path.with_suffix(".lock").unlink(missing_ok=True)
