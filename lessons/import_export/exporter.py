"""Exports guides to files that the importer can read without loss."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.scalarstring import LiteralScalarString
from wagtail import blocks
from wagtail.models import Page

from home.images.availability import whole_content
from lessons.blocks import ScreenshotValue, StepValue
from lessons.blocks.crops import SIDES, CropChoice
from lessons.blocks.step_fields import step_fields
from lessons.import_export.page_fields import step_id
from lessons.import_export.reader import CROP_FORMAT, FILE_NAME, FORMAT
from lessons.import_export.step_values import written_value
from lessons.import_export.supported_rich_text import supported_text
from lessons.import_export.yaml_nodes import CONTROL
from lessons.models import GuidePage

_LOST = _(
    "« %(guide)s », étape %(number)s : l’image n° %(pk)s « %(title)s » est perdue ou abîmée, elle manque ici."
)
_NOT_HELD = _(
    "« %(guide)s », %(place)s : une mise en forme ou un lien que les fichiers de guide n’ont pas "
    "est laissé de côté, ses mots restent."
)
_PAGE_LINK = re.compile(r'<a (?=[^>]*linktype="page")[^>]*\bid="(\d+)"[^>]*>(.*?)</a>', re.DOTALL)


def export_guide(
    page: GuidePage, destination: Path, tell: Callable[[str], Any] = lambda sentence: None
) -> Path:
    """Write `page` to a folder in `destination` named after its slug; return that folder.

    `page` is written as it is in memory: pass a live page to export what the public reads. A lost or damaged
    image is left out, and formatting that the files do not support; `tell` gets a French sentence on each.
    """
    folder = destination / page.slug
    folder.mkdir(parents=True, exist_ok=True)
    yaml = YAML()
    yaml.width = 110
    yaml.indent(mapping=2, sequence=4, offset=2)
    with (folder / FILE_NAME).open("w", encoding="utf-8") as stream:
        yaml.dump(_readable(_guide(page, _GuideFileWriter(page.title, folder, tell))), stream)
    return folder


@dataclass(frozen=True)
class _GuideFileWriter:
    """Writes the texts and images of the guide titled `guide`; `tell` is called with each omission."""

    guide: str
    folder: Path
    tell: Callable[[str], Any]

    def text(self, html: str, place: str) -> str:
        """Return stored rich text in the short form; links to other guides use their slug."""
        text, is_less = supported_text(_PAGE_LINK.sub(_portable_link, html))
        if is_less:
            self.tell(_NOT_HELD % {"guide": self.guide, "place": place})
        return LiteralScalarString(f"{text}\n") if "\n" in text or len(text) > 80 else text

    def picture(self, screenshot: ScreenshotValue, number: int) -> str:
        """Write the image of step `number` and return its file name, or "" when its file is unreadable."""
        image = screenshot["image"]
        name = f"etape-{number:02}{Path(image.file.name).suffix}"
        try:
            content = whole_content(image.file)
        except OSError:
            facts = {"guide": self.guide, "number": number, "pk": image.pk, "title": image.title}
            self.tell(_LOST % facts)
            return ""
        (self.folder / name).write_bytes(content)
        return name


def _guide(page: GuidePage, writer: _GuideFileWriter) -> CommentedMap:
    values: dict[str, Any] = {
        "format": CROP_FORMAT if _has_crops(page) else FORMAT,
        "slug": page.slug,
        "title": page.title,
        "summary": page.summary,
        "procedure_type": page.procedure_type.code if page.procedure_type else None,
        "level": page.level.code if page.level else None,
        "official_site": page.official_site.code if page.official_site else None,
        "official_url": page.official_url,
        "devices": _codes(page.devices),
        "audiences": _codes(page.audiences),
        "duration": page.duration_override,
        "objectives": [item.value for item in page.objectives],
        "prerequisites": writer.text(page.prerequisites, gettext("avant de commencer")),
        "prerequisite_guides": [link.guide.slug for link in page.prerequisite_guides.all()],
        "papers": [item.value for item in page.papers],
        "checks": [item.value for item in page.checks],
        "vocabulary": _codes(page.vocabulary),
        "tags": sorted(str(tag) for tag in page.tags.all()),
        "search_words": [word.strip() for word in page.search_words.split(",") if word.strip()],
        "licence": page.licence,
        "checked_on": page.checked_on,
        "checked_by": page.checked_by,
        "variant_of": page.variant_of.slug if page.variant_of else None,
        "next_guides": [link.guide.slug for link in page.next_guides.all()],
        "search_title": page.seo_title,
        "search_description": page.search_description,
        "steps": [
            _step(block.value, str(block.id), page, number, writer)
            for number, block in enumerate(page.steps, start=1)
        ],
    }
    return _without_blanks(values)


def _step(
    step: StepValue, block_id: str, page: GuidePage, number: int, writer: _GuideFileWriter
) -> CommentedMap:
    written = {
        name: written_value(block, step[name], _StepWriter(writer, number))
        for name, block in step_fields().items()
    }
    short = {name: value for name, value in written.items() if not _is_long(name)}
    long = {name: value for name, value in written.items() if _is_long(name)}
    own_id = None if block_id == step_id(page.slug, number) else block_id
    return _without_blanks({**short, **long, "id": own_id})


def _is_long(name: str) -> bool:
    """Whether the value is long: short values come first in a file, to be seen at a glance."""
    return isinstance(step_fields()[name], (blocks.RichTextBlock, blocks.StructBlock))


@dataclass(frozen=True)
class _StepWriter:
    """Writes the texts and the image of step `number`."""

    writer: _GuideFileWriter
    number: int

    def text(self, html: str) -> str:
        return self.writer.text(html, gettext("étape %(number)s") % {"number": self.number})

    def screenshot(self, value: ScreenshotValue) -> CommentedMap | None:
        name = self.writer.picture(value, self.number) if value else ""
        if not name:
            return None
        markers = [_marker(marker) for _place, marker in value.numbered_markers]
        return _without_blanks({"file": name, "alt": value["alt"], "markers": markers, "crop": _crop(value)})


def _marker(marker: Any) -> CommentedMap:
    values = CommentedMap((key, marker[key]) for key in ("x", "y", "width", "height", "label"))
    if marker["target"]:
        values["target"] = True
    values.fa.set_flow_style()
    return values


def _crop(screenshot: ScreenshotValue) -> CommentedMap | str | None:
    """Return what the editor chose to show; None when the site proposes it, as for files of format 1."""
    crop = screenshot["crop"]
    if crop["choice"] == CropChoice.WHOLE:
        return CropChoice.WHOLE.value
    if crop.frame is None:
        return None
    values = CommentedMap((side, getattr(crop.frame, side)) for side in SIDES)
    values.fa.set_flow_style()
    return values


def _has_crops(page: GuidePage) -> bool:
    screenshots = [block.value["screenshot"] for block in page.steps]
    return any(screenshot and _crop(screenshot) is not None for screenshot in screenshots)


def _portable_link(match: re.Match[str]) -> str:
    """Return a link to a page of this site in a portable form, or only its text when the page is gone."""
    page = Page.objects.filter(pk=int(match[1])).first()
    if page is None or page.full_url is None:
        return match[2]
    address = f"guide:{page.slug}" if page.specific_class is GuidePage else page.full_url
    return f'<a href="{address}">{match[2]}</a>'


def _codes(terms: Any) -> list[str]:
    return sorted(term.code for term in terms.all())


def _readable(value: Any) -> Any:
    """Return `value` without the invisible characters that the reader refuses, which a paste may bring."""
    if isinstance(value, CommentedMap):
        for key in value:
            value[key] = _readable(value[key])
    elif isinstance(value, list):
        return [_readable(item) for item in value]
    elif isinstance(value, LiteralScalarString):
        return LiteralScalarString(CONTROL.sub(" ", value))
    elif isinstance(value, str):
        return CONTROL.sub(" ", value)
    return value


def _without_blanks(values: dict[str, Any]) -> CommentedMap:
    return CommentedMap((key, value) for key, value in values.items() if value not in (None, "", []))
