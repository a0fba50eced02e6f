"""Converts a guide to plain values for printed sheets. Knows guides; knows no HTTP and no typesetter."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from wagtail.models import Site

from home.images.crops import WHOLE
from home.images.masking import Box
from home.text.humanize import minutes_label
from home.typesetting.rich_text_tree import Node, tree
from lessons.blocks import ScreenshotValue, StepValue
from lessons.blocks.crops import ShownMarker
from lessons.blocks.step_fields import rich_text_fields
from lessons.models import GuidePage
from lessons.sheets.images import printed_picture

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class SheetMarker:
    """A ring on an image; its position and size are in percent of the image as it is printed.

    A marker outside the printed part is not `drawn`; its number and label are printed all the same.
    """

    number: int
    x: float
    y: float
    width: float
    height: float
    label: str
    target: bool
    drawn: bool = True


@dataclass(frozen=True)
class SheetPicture:
    """A screenshot. `source` is its file, or None when it is missing or broken; sizes are in pixels."""

    source: Path | None
    width: int
    height: int
    alt: str
    markers: tuple[SheetMarker, ...]


@dataclass(frozen=True)
class SheetStep:
    """A step. `length` is in minutes, `minutes` its French label; `texts` maps field names to rich text."""

    number: int
    title: str
    length: int
    minutes: str
    kind: str
    kind_label: str
    essential: bool
    picture: SheetPicture | None
    texts: dict[str, list[Node]]


@dataclass(frozen=True)
class VocabularyWord:
    name: str
    definition: str


@dataclass(frozen=True, kw_only=True)
class SheetSubject:
    """The subject of a paper, a guide or a session plan, with the values that both kinds of papers print.

    `short_address` is the content of the QR code, or ""; `follow_address` that of the learner's sheet, which opens
    the guide step by step on a phone; `published` is the timestamp written into the file.
    `day` and `starts_at` are those of a session, in words, or "": papers then have lines to write them on.
    """

    title: str
    theme: str
    level: str
    stairs: int
    duration: str
    short_address: str
    objectives: tuple[str, ...]
    papers: tuple[str, ...]
    words: tuple[VocabularyWord, ...]
    published: datetime
    devices: str = ""
    freshness: str = ""
    licence: str = ""
    day: str = ""
    starts_at: str = ""
    follow_address: str = ""
    steps: tuple[SheetStep, ...] = ()


@dataclass(frozen=True, kw_only=True)
class GuideSheet(SheetSubject):
    """The values of a guide that its sheets print."""

    summary: str
    site: str
    address: str
    short_duration: str
    checks: tuple[str, ...]
    prerequisites: list[Node]
    required_guides: tuple[str, ...]


def guide_sheet(page: GuidePage, *, whole_pictures: bool = False) -> GuideSheet:
    """Return the values of `page`, as it is in memory, for its sheets; `whole_pictures` ignores their crops."""
    essential = sum(block.value["minutes"] for block in page.steps if block.value["essential"])
    return GuideSheet(
        title=page.title,
        summary=page.summary,
        theme=page.procedure_type.theme.name if page.procedure_type else "",
        level=page.level.name if page.level else "",
        stairs=page.level.rank if page.level else 0,
        site=page.official_site.name if page.official_site else "",
        address=page.official_url,
        devices=_list_in_words([device.name for device in page.related_content.devices]),
        duration=page.duration_label,
        short_duration=said_minutes(essential) if essential < page.steps_duration else "",
        freshness=page.freshness.label,
        short_address=short_address(page),
        follow_address=f"{short_address(page)}suivre/" if page.pk and page.steps else "",
        licence=str(page.get_licence_display()),
        objectives=_items(page.objectives),
        papers=_items(page.papers),
        checks=_items(page.checks),
        prerequisites=tree(page.prerequisites),
        required_guides=tuple(guide.title for guide in page.related_content.required),
        steps=tuple(
            _step(number, block.value, whole_pictures) for number, block in enumerate(page.steps, start=1)
        ),
        words=tuple(VocabularyWord(term.name, term.definition) for term in page.related_content.words),
        published=page.last_published_at or EPOCH,
    )


def short_address(page: GuidePage) -> str:
    """Return the absolute short address of `page`, which its QR code contains."""
    site: Site | None = page.get_site()
    return f"{site.root_url if site else ''}{page.short_path}"


def _step(number: int, value: StepValue, whole_pictures: bool) -> SheetStep:
    return SheetStep(
        number=number,
        title=value["title"],
        length=value["minutes"],
        minutes=said_minutes(value["minutes"]),
        kind=value["kind"],
        kind_label=value.kind_label,
        essential=bool(value["essential"]),
        picture=_picture(value["screenshot"], whole=whole_pictures),
        texts={name: tree(value[name].source) if value[name] else [] for name in rich_text_fields()},
    )


def _picture(screenshot: ScreenshotValue, *, whole: bool) -> SheetPicture | None:
    if not screenshot:
        return None
    crop = WHOLE if whole else screenshot.crop_in_use
    printed = printed_picture(screenshot["image"], crop)
    return SheetPicture(
        source=printed.file,
        width=printed.width,
        height=printed.height,
        alt=screenshot["alt"],
        markers=tuple(_marker(marker) for marker in screenshot.markers_on(crop)),
    )


def _marker(marker: ShownMarker) -> SheetMarker:
    box = marker.box or Box(0, 0, 0, 0)
    return SheetMarker(
        marker.number,
        box.x,
        box.y,
        box.width,
        box.height,
        marker.label,
        marker.is_target,
        drawn=marker.box is not None,
    )


def _items(stream: Any) -> tuple[str, ...]:
    return tuple(item.value for item in stream)


def said_minutes(minutes: int) -> str:
    return minutes_label(minutes)


def _list_in_words(names: list[str]) -> str:
    """Join device names in French: Ordinateur, téléphone ou tablette."""
    first, *others = names or [""]
    words = [first, *(name.lower() for name in others)]
    return " ou ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
