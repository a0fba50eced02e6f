"""The template context of the print page: every choice with its state, and the URLs of the files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.typesetting.imposition import sheets_of
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


def paper_needed(pages: int, options: Options) -> str:
    """Return what `pages` pages in `options` take: "12 exemplaires : 48 feuilles recto verso."."""
    copies = ngettext("%(count)s exemplaire", "%(count)s exemplaires", options.copies)
    a_side, a_sheet = (
        sheets_of(pages, copies=options.copies, booklet=options.booklet, both_sides=both_sides)
        for both_sides in (False, True)
    )
    sheets = sheets_label(a_side, a_sheet, both_sides=options.booklet or options.both_sides)
    return _("%(copies)s : %(sheets)s.") % {"copies": copies % {"count": options.copies}, "sheets": sheets}


def sheets_label(one_side: int, two_sides: int, *, both_sides: bool) -> str:
    """Return in words the sheets that printing takes: "84 feuilles, ou 48 recto verso".

    Args:
        one_side, two_sides: how many it takes when pages are printed on one side, and on both.
        both_sides: only the second is meant.
    """
    sheets = two_sides if both_sides else one_side
    count = {"count": number_format(sheets, force_grouping=True)}
    told = {"sheets": ngettext("%(count)s feuille", "%(count)s feuilles", sheets) % count}
    if both_sides:
        return _("%(sheets)s recto verso") % told
    if one_side == two_sides:
        return told["sheets"]
    return _("%(sheets)s, ou %(half)s recto verso") % {
        **told,
        "half": number_format(two_sides, force_grouping=True),
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
