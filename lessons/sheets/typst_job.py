"""A document as the typesetter takes it: one JSON text, pictures and drawings by name. And the key it is kept by."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import segno

from home.fonts import FONT_FOLDERS, SIGNS
from lessons.sheets import typst_compiler
from lessons.sheets.characters import french
from lessons.sheets.document import Document, Part
from lessons.sheets.guide_sheet import GuideSheet, SheetPicture, said_minutes
from lessons.sheets.options import Options, Pictures
from lessons.sheets.sheet_types import SheetType
from lessons.sheets.typst_compiler import TEMPLATES, Job

PACKAGES = ("typst", "fontpkg-atkinson-hyperlegible", "fontpkg-noto-sans", "fontpkg-inter", "segno", "pillow")
WRITERS = (
    "typst_compiler.py",
    "imposition.py",
    "docx.py",
    "drawn_markers.py",
)  # What they write follows from their code.
MAX_PAGES_WITHOUT_CONTENTS = 4  # Pages; beyond, several papers have a table of contents.
_SHARES = {Pictures.COMPACT: 0.42, Pictures.NORMAL: 0.66, Pictures.LARGE: 1.0}


def job_of(document: Document) -> Job:
    """What to typeset for `document`."""
    files = _Files()
    guides = list({id(part.guide): part.guide for part in document.parts}.values())
    places = {id(guide): place for place, guide in enumerate(guides)}
    data = {
        "title": document.title,
        "settings": _settings(document.options),
        "structure": {
            "name": document.structure.name,
            "contact": document.structure.contact,
            "logo": files.picture(document.structure.logo),
        },
        "guides": [_guide(guide, files, document) for guide in guides],
        "parts": [_part(part, places[id(part.guide)]) for part in document.parts],
    }
    published = max(guide.published for guide in guides)
    return Job(
        data=json.dumps(data, ensure_ascii=False, sort_keys=True),
        fonts=tuple(str(folder) for folder in FONT_FOLDERS),
        timestamp=int(published.timestamp()),
        pictures=files.pictures,
        drawings=files.drawings,
        greys=document.options.saves_ink,
    )


def key_of(job: Job) -> str:
    """What the file depends on, and nothing else: same key, same bytes."""
    digest = hashlib.sha256(f"{_versions()}|{job.timestamp}|{job.greys}|{job.data}".encode())
    for name, source in sorted(job.pictures.items()):
        digest.update(name.encode())
        digest.update(Path(source).read_bytes())
    return digest.hexdigest()[:40]


class _Files:
    """The files of a document, under names that are the same from one document to the next."""

    def __init__(self) -> None:
        self.pictures: dict[str, str] = {}
        self.drawings: dict[str, str] = {}

    def picture(self, source: Path | None) -> str | None:
        """The name of `source` for the templates; None when there is nothing to print."""
        if source is None:
            return None
        name = f"{len(self.pictures) + 1:03}{source.suffix}"
        self.pictures[name] = str(source)
        return f"img/{name}"

    def qr_code(self, address: str) -> str:
        name = f"qr{len(self.drawings) + 1:02}.svg"
        self.drawings[name] = _qr_code(address)
        return name


def _settings(options: Options) -> dict[str, Any]:
    return {
        "size": int(options.size),
        "pictures": options.pictures is not Pictures.NONE,
        "picture-share": _SHARES.get(options.pictures, 0.66),
        "saves-ink": options.saves_ink,
        "sheet": "a5" if options.booklet else "a4",
        "longest-without-contents": MAX_PAGES_WITHOUT_CONTENTS,
    }


def _guide(guide: GuideSheet, files: _Files, document: Document) -> dict[str, Any]:
    """The values of `guide` that its papers show: helper notes only where an outline is asked for."""
    papers = {part.paper for part in document.parts if part.guide is guide}
    data = asdict(guide)
    del data["published"]
    pictured = document.options.pictures is not Pictures.NONE and papers & {
        SheetType.HELPER,
        SheetType.LEARNER,
    }
    for step, values in zip(guide.steps, data["steps"], strict=True):
        values["picture"] = _picture(step.picture, files) if step.picture and pictured else None
        if SheetType.HELPER not in papers:
            del values["helper_note"]
    data["qr"] = files.qr_code(guide.short_address)
    return data


def _picture(picture: SheetPicture, files: _Files) -> dict[str, Any]:
    values = asdict(picture)
    return values | {"file": files.picture(values.pop("source"))}


def _part(part: Part, place: int) -> dict[str, Any]:
    kept = sum(step.length for step in part.guide.steps if step.number not in part.left_out)
    return {
        "paper": part.paper,
        "label": part.label or french(str(part.paper.form.label)),
        "guide": place,
        "left-out": sorted(part.left_out),
        "rows": [asdict(row) for row in part.rows],
        "material": list(part.material),
        "duration": said_minutes(kept) if part.left_out else part.guide.duration,
    }


def _qr_code(address: str) -> str:
    """A QR code with its four modules of white, level M: it can be read from a poor grey copy."""
    return str(
        segno.make(address or "-", error="m", micro=False).svg_inline(border=4, dark="#000", light="#fff")
    )


@cache
def _versions() -> str:
    sources = b"".join(path.read_bytes() for path in _sources())
    packages = [f"{name} {version(name)}" for name in PACKAGES]
    return f"{hashlib.sha256(sources).hexdigest()} {packages}"


def _sources() -> Iterable[Path]:
    code = (Path(typst_compiler.__file__).with_name(name) for name in WRITERS)
    return [*sorted(TEMPLATES.glob("*.typ")), *sorted(SIGNS.glob("*.ttf")), *code]
