"""Print options that a helper may choose, and their query string."""

from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from typing import Any, Self, TypeVar

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from lessons.sheets.sheet_types import SHEET_TYPES_BY_CODE, SheetType, in_order

MAX_COPIES = 40
WORDS, NOTES = "mots", "notes"  # What may be left out, by its value in the query string.
_Choice = TypeVar("_Choice", "TextSize", "Pictures", "OutlineLength")


class TextSize(IntEnum):
    """Size of the body text, in points."""

    NORMAL = 14
    LARGE = 18
    HUGE = 24


class Pictures(StrEnum):
    NONE = "sans"
    COMPACT = "compactes"
    NORMAL = "normales"
    LARGE = "grandes"


class OutlineLength(IntEnum):
    """Minutes to which the helper's outline is shortened; 0 means the complete course."""

    WHOLE = 0
    HOUR_AND_A_HALF = 90
    HOUR = 60


SIZES = {
    TextSize.NORMAL: _("Normal (14 points)"),
    TextSize.LARGE: _("Grand (18 points)"),
    TextSize.HUGE: _("Très grand (24 points)"),
}
PICTURES = {
    Pictures.NORMAL: _("Normales"),
    Pictures.LARGE: _("Grandes"),
    Pictures.COMPACT: _("Petites, à côté du texte"),
    Pictures.NONE: _("Sans images"),
}
OUTLINE_LENGTHS = {
    OutlineLength.WHOLE: _("Complet"),
    OutlineLength.HOUR_AND_A_HALF: _("En 1 h 30"),
    OutlineLength.HOUR: _("En 1 h"),
}


@dataclass(frozen=True)
class Options:
    """What to print and how. The default is one learner's sheet, which most people need.

    Attributes:
        papers: the papers in the order of the document, without duplicates.
        size: the size of the body text, in points.
        pictures: the size of screenshots.
        course: the length of the helper's outline. The learner's sheet always has every step.
        whole_pictures: show screenshots whole, with smaller words, instead of the part that matters.
        saves_ink: use white boxes, outlines, and images in a few greys.
        copies: how many times the file for the printer repeats the document.
        booklet: impose the file for the printer as an A5 booklet, with two pages on each side.
        both_sides: for two-sided printing; in the file for the printer, every copy begins on a new sheet.
        words, notes: print the glossary, and lines to write on, at the end of the sheets.
    """

    papers: tuple[SheetType, ...] = (SheetType.LEARNER,)
    size: TextSize = TextSize.NORMAL
    pictures: Pictures = Pictures.NORMAL
    course: OutlineLength = OutlineLength.WHOLE
    whole_pictures: bool = False
    saves_ink: bool = False
    copies: int = 1
    booklet: bool = False
    both_sides: bool = False
    words: bool = True
    notes: bool = True

    @property
    def for_printer(self) -> bool:
        """Whether pages are repeated or imposed for the printer; such a file is not tagged."""
        return self.booklet or self.copies > 1

    def accessible(self) -> Self:
        """Return the options of the same document as a tagged file: one copy, pages in order."""
        return replace(self, booklet=False, copies=1, both_sides=False)

    def query_string(self) -> str:
        """Return the shortest query string for these options; "" for the default options."""
        usual = Options()
        pairs: list[tuple[str, Any]] = []
        if self.papers != usual.papers:
            pairs += [("papier", paper.form.code) for paper in self.papers]
        for name, value, default in (
            ("taille", int(self.size), usual.size),
            ("images", self.pictures.value, usual.pictures),
            ("duree", int(self.course), usual.course),
            ("exemplaires", self.copies, usual.copies),
        ):
            if value != default:
                pairs.append((name, value))
        switches = (
            ("entieres", self.whole_pictures),
            ("encre", self.saves_ink),
            ("livret", self.booklet),
            ("recto-verso", self.both_sides),
        )
        pairs += [(name, 1) for name, is_on in switches if is_on]
        pairs += [("sans", name) for name, on in ((WORDS, self.words), (NOTES, self.notes)) if not on]
        return urlencode(pairs)


def read_options(query: QueryDict) -> Options:
    """Return the options in `query`. Unknown values mean the default; too many copies mean the maximum."""
    usual = Options()
    known = [SHEET_TYPES_BY_CODE[code] for code in query.getlist("papier") if code in SHEET_TYPES_BY_CODE]
    return Options(
        papers=in_order(known) or usual.papers,
        size=_one_of(TextSize, query.get("taille"), usual.size),
        pictures=_one_of(Pictures, query.get("images"), usual.pictures),
        course=_one_of(OutlineLength, query.get("duree"), usual.course),
        whole_pictures=is_on(query.get("entieres")),
        saves_ink=is_on(query.get("encre")),
        copies=_copies(query.get("exemplaires")),
        booklet=is_on(query.get("livret")),
        both_sides=is_on(query.get("recto-verso")),
        words=WORDS not in query.getlist("sans"),
        notes=NOTES not in query.getlist("sans"),
    )


def is_on(value: str | None) -> bool:
    """Return whether a switch of the query string is on: any value but nothing and 0."""
    return value not in {None, "", "0"}


def _one_of(kind: type[_Choice], value: str | None, usual: _Choice) -> _Choice:
    return next((choice for choice in kind if str(choice.value) == value), usual)


def _copies(value: str | None) -> int:
    digits = value or ""
    if not (digits.isascii() and digits.isdigit()):
        return 1
    return min(max(int(digits[:9]), 1), MAX_COPIES)
