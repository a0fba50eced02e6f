"""Options of the pack of a session: its papers, copies and layout, read from the query string."""

from dataclasses import dataclass, field

from django.http import QueryDict

from lessons.sheets.options import MAX_COPIES, Options, is_on, read_options
from lessons.sheets.sheet_types import SheetType

OF_EACH_GUIDE = (SheetType.HELPER, SheetType.LEARNER, SheetType.MEMO)
IN_ORDER = (
    SheetType.SESSION,
    SheetType.HELPER,
    SheetType.POSTER,
    SheetType.ATTENDANCE,
    SheetType.POSITIONING,
    SheetType.LEARNER,
    SheetType.MEMO,
    SheetType.EVALUATION,
    SheetType.GLOSSARY,
)
FOR_EVERY_PERSON = {SheetType.LEARNER, SheetType.POSITIONING, SheetType.EVALUATION}
_USUALLY_LEFT_OUT = {SheetType.MEMO, SheetType.GLOSSARY}


@dataclass(frozen=True)
class PackOptions:
    """
    Attributes:
        copies: the number of copies of each paper; a paper that is missing here is left out of the pack.
        look: text size, images and ink. Its papers, copies and booklet are ignored here.
        both_sides: for two-sided printing; every copy begins on a new sheet of paper.
        for_helper: the plan is for the helper only, with the notes and the share key of the session.
    """

    copies: dict[SheetType, int]
    look: Options = field(default_factory=Options)
    both_sides: bool = False
    for_helper: bool = False

    @property
    def papers(self) -> tuple[SheetType, ...]:
        return tuple(paper for paper in IN_ORDER if self.copies.get(paper))


def usual_copies(participants: int | None) -> dict[SheetType, int]:
    """Return one copy of each usual paper; one per person if each person fills it in or takes it home."""
    return {
        paper: 0 if paper in _USUALLY_LEFT_OUT else (participants or 1) if paper in FOR_EVERY_PERSON else 1
        for paper in IN_ORDER
    }


def read_pack_options(query: QueryDict, participants: int | None) -> PackOptions:
    """Return the options in `query`. An invalid number means the default, too large a number the maximum."""
    usual = usual_copies(participants)
    asked = any(paper.form.code in query for paper in IN_ORDER)
    copies = {
        paper: _copies(query.get(paper.form.code, "0" if asked else str(usual[paper])), usual[paper])
        for paper in IN_ORDER
    }
    if not any(copies.values()):
        copies = usual
    return PackOptions(
        copies,
        read_options(query),
        both_sides=is_on(query.get("recto-verso")),
        for_helper=is_on(query.get("pour-moi")),
    )


def _copies(value: str, usual: int) -> int:
    if not (value.isascii() and value.isdigit()):
        return usual if value.strip() else 0
    return min(int(value[:9]), MAX_COPIES)
