"""The template context of the print page: every choice with its state, and the URLs of the files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from lessons.models import GuidePage
from lessons.sheets.document import reason_not_available
from lessons.sheets.options import MAX_COPIES, OUTLINE_LENGTHS, PICTURES, SIZES, Options
from lessons.sheets.sheet_types import GUIDE_SHEET_TYPES

MAX_SHOWN = 12  # Pages with a thumbnail on the print page; the rest are only counted.


@dataclass(frozen=True)
class PrintChoice:
    """A checkbox or radio button. `refusal` is the reason why it is disabled, or ""."""

    value: str
    label: str | Promise
    chosen: bool
    purpose: str | Promise = ""
    refusal: str = ""


def print_choices(guide: GuidePage, options: Options, guide_url: str) -> dict[str, Any]:
    """Return the template context of the print page of `guide` for `options`."""
    return {
        "guide": guide,
        "options": options,
        "papers": list(_papers(guide, options)),
        "sizes": _choices(SIZES, options.size),
        "pictures": _choices(PICTURES, options.pictures),
        "courses": _choices(OUTLINE_LENGTHS, options.course),
        "max_copies": MAX_COPIES,
        "max_shown": range(1, MAX_SHOWN + 1),
        "query": options.query_string(),
        "print_url": _address(f"{guide_url}imprimer.pdf", options),
        "accessible_url": _address(f"{guide_url}imprimer.pdf", options.accessible()),
    }


def _papers(guide: GuidePage, options: Options) -> Iterable[PrintChoice]:
    for paper, form in GUIDE_SHEET_TYPES.items():
        refusal = reason_not_available(paper, guide)
        chosen = paper in options.papers and not refusal
        yield PrintChoice(form.code, form.label, chosen, form.purpose, refusal)


def _choices(labels: Mapping[Any, str | Promise], chosen: Any) -> list[PrintChoice]:
    return [PrintChoice(str(value.value), label, value == chosen) for value, label in labels.items()]


def _address(path: str, options: Options) -> str:
    query = options.query_string()
    return f"{path}?{query}" if query else path
