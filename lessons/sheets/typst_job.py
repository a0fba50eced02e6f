"""Converts a document of guides to a typesetting job: one JSON text, with images and drawings by name."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from home.fonts import FONT_FOLDERS
from home.typesetting import job as typesetting_job
from home.typesetting.characters import french_values
from home.typesetting.job import JobFiles
from home.typesetting.typst_compiler import Job
from lessons.blocks.step_fields import is_for_helpers, rich_text_fields
from lessons.sheets.document import Document, Part
from lessons.sheets.guide_sheet import SheetPicture, SheetSubject, said_minutes
from lessons.sheets.number_places import number_places
from lessons.sheets.options import Options, Pictures
from lessons.sheets.sheet_types import SheetType

HERE = Path(__file__).parent
TEMPLATES = (str(typesetting_job.TEMPLATES), str(HERE / "typst"))
WRITERS = (
    HERE / "docx.py",
    HERE / "drawn_markers.py",
    HERE / "number_places.py",
)  # Changing their code must change the key.
MAX_PAGES_WITHOUT_CONTENTS = 4  # Pages; a longer document of several papers gets a table of contents.
_SHARES = {Pictures.COMPACT: 0.46, Pictures.NORMAL: 0.66, Pictures.LARGE: 1.0}


def job_of(document: Document) -> Job:
    """Return the typesetting job of `document`."""
    files = JobFiles()
    guides = list({id(part.guide): part.guide for part in document.parts}.values())
    places = {id(guide): place for place, guide in enumerate(guides)}
    data = {
        "title": document.title,
        "settings": settings_of(document.options),
        "structure": {
            "name": document.structure.name,
            "contact": document.structure.contact,
            "logo": files.picture(document.structure.logo),
            "brand": document.structure.brand,
            "wash": document.structure.wash,
        },
        "guides": [_guide(guide, files, document) for guide in guides],
        "parts": [_part(part, places[id(part.guide)]) for part in document.parts],
    }
    published = max(guide.published for guide in guides)
    return Job(
        data=json.dumps(french_values(data), ensure_ascii=False, sort_keys=True),
        templates=TEMPLATES,
        fonts=tuple(str(folder) for folder in FONT_FOLDERS),
        timestamp=int(published.timestamp()),
        pictures=files.pictures,
        drawings=files.drawings,
        greys=document.options.saves_ink,
    )


def key_of(job: Job) -> str:
    """Return the cache key of the files made from `job`."""
    return typesetting_job.key_of(job, WRITERS)


def settings_of(options: Options) -> dict[str, Any]:
    """Return the choices of the reader as the templates read them."""
    return {
        "size": int(options.size),
        "pictures": options.pictures is not Pictures.NONE,
        "picture-share": _share(options),
        "saves-ink": options.saves_ink,
        "words": options.words,
        "notes": options.notes,
        "sheet": "a5" if options.booklet else "a4",
        "longest-without-contents": MAX_PAGES_WITHOUT_CONTENTS,
    }


def _share(options: Options) -> float:
    """Return the share of a line that a picture takes. In a booklet, small pictures could not be read."""
    if options.booklet and options.pictures is Pictures.COMPACT:
        return _SHARES[Pictures.NORMAL]
    return _SHARES.get(options.pictures, _SHARES[Pictures.NORMAL])


def _guide(guide: SheetSubject, files: JobFiles, document: Document) -> dict[str, Any]:
    """Return the values of `guide` that its papers print: helper notes only when an outline is among them."""
    papers = {part.paper for part in document.parts if part.guide is guide}
    data = asdict(guide)
    del data["published"]
    pictured = document.options.pictures is not Pictures.NONE and papers & {
        SheetType.HELPER,
        SheetType.LEARNER,
    }
    for step, values in zip(guide.steps, data["steps"], strict=True):
        values["picture"] = _picture(step.picture, files) if step.picture and pictured else None
        texts = values.pop("texts")
        for name, block in rich_text_fields().items():
            if SheetType.HELPER in papers or not is_for_helpers(block):
                values[name] = texts[name]
    data["qr"] = files.qr_code(guide.short_address)
    if guide.follow_address and SheetType.LEARNER in papers:
        data["follow_qr"] = files.qr_code(guide.follow_address)
    return data


def _picture(picture: SheetPicture, files: JobFiles) -> dict[str, Any]:
    values = asdict(picture)
    boxes = [(marker.x, marker.y, marker.width, marker.height) for marker in picture.markers if marker.drawn]
    places = number_places(picture.source, (picture.width, picture.height), boxes)
    return values | {
        "file": files.picture(values.pop("source")),
        "places": [asdict(place) for place in places],
    }


def _part(part: Part, place: int) -> dict[str, Any]:
    kept = sum(step.length for step in part.guide.steps if step.number not in part.left_out)
    return {
        "paper": part.paper,
        "label": part.label or str(part.paper.form.label),
        "guide": place,
        "left-out": sorted(part.left_out),
        "rows": [asdict(row) for row in part.rows],
        "material": list(part.material),
        "duration": said_minutes(kept) if part.left_out else part.guide.duration,
    }
