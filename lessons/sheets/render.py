"""Sheets as PDF files, each built once and kept by its content."""

import fcntl
import hashlib
import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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

_log = logging.getLogger(__name__)
MAX_KEPT = 2_000  # Each sheet has its file and its lock.
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
        if (pdf := _read(kept)) is not None:
            return pdf
        kept.parent.mkdir(parents=True, exist_ok=True)
        with _alone(kept.with_suffix(".lock")):
            if (pdf := _read(kept)) is not None:
                return pdf
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


def _read(path: Path) -> bytes | None:
    try:
        os.utime(path)  # The least recently asked are the first to be forgotten.
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _write(path: Path, content: bytes) -> None:
    """All of it or nothing: a reader never sees half a file. A full disk is told to the log; the sheet is sent all the same."""
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        with draft.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    except OSError:
        _log.exception("A sheet could not be kept")
        draft.unlink(missing_ok=True)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Only one process at a time holds `path`; the lock ends with the process that holds it, even killed."""
    with path.open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _prune(folder: Path) -> None:
    """Keep the sheets asked for last, and the locks of no others."""
    ages = {}
    for path in folder.iterdir():
        with suppress(FileNotFoundError):
            ages[path] = path.stat().st_mtime
    by_age = sorted(ages, key=lambda path: ages[path], reverse=True)
    for path in by_age[2 * MAX_KEPT :]:
        path.unlink(missing_ok=True)
