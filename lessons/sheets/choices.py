"""The print page for its template: every choice with its state, and the addresses of the files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from lessons.models import GuidePage
from lessons.sheets.document import why_not
from lessons.sheets.options import COURSES, MAX_COPIES, PICTURES, SIZES, Options
from lessons.sheets.papers import OF_A_GUIDE

MAX_SHOWN = 12  # Pages drawn on the print page; the others are counted.


@dataclass(frozen=True)
class Choice:
    """A box or a button to tick. `refusal` says why it cannot be."""

    value: str
    label: str | Promise
    chosen: bool
    purpose: str | Promise = ""
    refusal: str = ""


def print_choices(guide: GuidePage, options: Options, guide_url: str) -> dict[str, Any]:
    """What the print page of `guide` shows for `options`."""
    return {
        "guide": guide,
        "options": options,
        "papers": list(_papers(guide, options)),
        "sizes": _choices(SIZES, options.size),
        "pictures": _choices(PICTURES, options.pictures),
        "courses": _choices(COURSES, options.course),
        "max_copies": MAX_COPIES,
        "max_shown": range(1, MAX_SHOWN + 1),
        "query": options.query_string(),
        "print_url": _address(f"{guide_url}imprimer.pdf", options),
        "accessible_url": _address(f"{guide_url}imprimer.pdf", options.accessible()),
    }


def _papers(guide: GuidePage, options: Options) -> Iterable[Choice]:
    for paper, form in OF_A_GUIDE.items():
        refusal = why_not(paper, guide)
        chosen = paper in options.papers and not refusal
        yield Choice(form.code, form.label, chosen, form.purpose, refusal)


def _choices(labels: Mapping[Any, str | Promise], chosen: Any) -> list[Choice]:
    return [Choice(str(value.value), label, value == chosen) for value, label in labels.items()]


def _address(path: str, options: Options) -> str:
    query = options.query_string()
    return f"{path}?{query}" if query else path
