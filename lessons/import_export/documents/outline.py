"""Converts the blocks of a document to steps. Pure: no database, no file."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from html import escape

from django.utils.translation import gettext as _

from lessons.blocks.steps import MAX_STEPS
from lessons.import_export.documents.blocks import BlockKind, DocumentBlock, ParsedDocument
from lessons.import_export.documents.implied_steps import with_implied_steps, without_number

MAX_STEP_TITLE = 90
MAX_TITLE = 120
MAX_SUMMARY = 300
_WARNINGS = ("attention", "danger", "avertissement", "⚠")


@dataclass
class DraftStep:
    """A step of the document; `notes` are its text boxes."""

    title: str
    blocks: list[DocumentBlock] = field(default_factory=list)
    picture: DocumentBlock | None = None
    notes: list[DocumentBlock] = field(default_factory=list)

    @property
    def instruction(self) -> str:
        """The rich text of the step; consecutive list items form one list."""
        html, opened = [], ""
        for piece in self.blocks:
            is_item = piece.kind in {BlockKind.BULLET, BlockKind.NUMBER}
            if opened and opened != (piece.kind if is_item else ""):
                html.append(f"</{opened}>")
                opened = ""
            if is_item and not opened:
                opened = str(piece.kind)
                html.append(f"<{opened}>")
            html.append(f"<li>{piece.html}</li>" if is_item else f"<p>{piece.html}</p>")
        if opened:
            html.append(f"</{opened}>")
        return "".join(html)

    @property
    def tip(self) -> str:
        return "".join(f"<p>{note.html}</p>" for note in self.notes if not _warns(note))

    @property
    def warning(self) -> str:
        return "".join(f"<p>{note.html}</p>" for note in self.notes if _warns(note))


@dataclass
class Outline:
    """The outline of a guide made from a document; `left` holds French sentences on omissions, each once."""

    title: str
    summary: str
    steps: list[DraftStep]
    left: list[str]


def outline_of(document: ParsedDocument, file_name: str) -> Outline:
    """Return the outline of `document`. Every word is in a step, the title or summary, or told in `left`."""
    left = list(document.left)
    pieces = with_implied_steps(document.pieces, left)
    title, pieces = _title(pieces)
    before, rest = _split(pieces)
    summary, after_summary = _summary(before)
    if not rest and not after_summary:
        summary, after_summary = "", before
    steps = _steps(after_summary, _("Avant de commencer")) if after_summary else []
    if steps and not rest:
        left.append(_("Aucun titre n’a été trouvé : tout est dans une étape. Coupez-la en plusieurs."))
    numbers: list[str] = []
    for heading, inside in rest:
        name, number = without_number(heading.words)
        numbers.extend(filter(None, [number]))
        steps.extend(_steps(inside, name, heading.html))
    if numbers:
        left.append(
            _("Le site numérote lui-même les étapes. Retiré devant les titres : « %s ».")
            % " », « ".join(numbers)
        )
    title = title or document.title.strip() or file_name.strip() or _("Guide sans titre")
    if len(title) > MAX_TITLE:
        left.append(_("Le titre a été coupé : « %s ».") % title)
    return Outline(title[:MAX_TITLE], summary, _at_most(steps, left), list(dict.fromkeys(left)))


def _title(pieces: list[DocumentBlock]) -> tuple[str, list[DocumentBlock]]:
    """Return the title, or "", and the blocks without it."""
    title = next((piece for piece in pieces if piece.kind is BlockKind.TITLE), None) or _title_heading(pieces)
    if title is None and len(pieces) > 1 and _looks_like_a_title(pieces[0]):
        title = pieces[0]
    return (title.words if title else ""), [piece for piece in pieces if piece is not title]


def _title_heading(pieces: list[DocumentBlock]) -> DocumentBlock | None:
    """Return the first heading if it is above all others, or comes before steps without headings."""
    headings = [piece for piece in pieces if piece.kind in {BlockKind.HEADING, BlockKind.STEP}]
    if len(headings) > 1 and headings[0].kind is BlockKind.HEADING:
        first, *others = headings
        if all(other.kind is BlockKind.STEP or other.level > first.level for other in others):
            return first
    return None


def _looks_like_a_title(piece: DocumentBlock) -> bool:
    is_large = piece.is_bold or (piece.words.isupper() and " " in piece.words)
    return piece.kind is BlockKind.TEXT and is_large and len(piece.words) <= MAX_TITLE


def _split(
    pieces: list[DocumentBlock],
) -> tuple[list[DocumentBlock], list[tuple[DocumentBlock, list[DocumentBlock]]]]:
    """Return the blocks before the first step, then the heading of each step with its blocks."""
    level = min((piece.level for piece in pieces if piece.kind is BlockKind.HEADING), default=0)
    before: list[DocumentBlock] = []
    rest: list[tuple[DocumentBlock, list[DocumentBlock]]] = []
    for piece in pieces:
        if piece.kind is BlockKind.STEP or (piece.kind is BlockKind.HEADING and piece.level == level):
            rest.append((piece, []))
        else:
            (rest[-1][1] if rest else before).append(_as_text(piece))
    return before, rest


def _as_text(piece: DocumentBlock) -> DocumentBlock:
    """Convert a lower heading to a bold line."""
    if piece.kind in {BlockKind.HEADING, BlockKind.TITLE}:
        return DocumentBlock(BlockKind.TEXT, f"<b>{escape(piece.words, quote=False)}</b>")
    return piece


def _summary(before: list[DocumentBlock]) -> tuple[str, list[DocumentBlock]]:
    """Return the first paragraph as summary if it is short enough; the rest becomes a step."""
    if before and before[0].kind is BlockKind.TEXT and len(words := before[0].words) <= MAX_SUMMARY:
        return words, before[1:]
    return "", before


def _steps(pieces: Iterable[DocumentBlock], title: str, html: str = "") -> list[DraftStep]:
    """Return a step, and another for each further image, with the text since the previous image."""
    steps = [DraftStep(_short(title))]
    if len(title) > MAX_STEP_TITLE or "<a " in html:
        steps[0].blocks.append(DocumentBlock(BlockKind.TEXT, html))
    since: list[DocumentBlock] = []
    for piece in pieces:
        if piece.kind is BlockKind.NOTE:
            steps[-1].notes.append(piece)
        elif piece.kind is not BlockKind.PICTURE:
            since.append(piece)
        elif steps[-1].picture is None:
            steps[-1].blocks.extend(since)
            steps[-1].picture, since = piece, []
        else:
            number = len(steps) + 1
            steps.append(DraftStep(_short(title, f" ({number})"), since, piece))
            since = []
    steps[-1].blocks.extend(since)
    for step in steps:
        if not step.blocks:  # A step whose only content is a text box: make it the instruction.
            step.blocks, step.notes = [replace(note, kind=BlockKind.TEXT) for note in step.notes], []
    return steps


def _at_most(steps: list[DraftStep], left: list[str]) -> list[DraftStep]:
    """Return as many steps as a guide can hold; the text of the rest is appended to the last step."""
    kept, others = steps[:MAX_STEPS], steps[MAX_STEPS:]
    if not others:
        return kept
    left.append(
        _("Un guide a 40 étapes au plus : ce qui suit « %s » est à la fin de la dernière étape.")
        % kept[-1].title
    )
    pictures = sum(step.picture is not None for step in others)
    if pictures:
        left.append(_("%s images de ces étapes n’ont pas été reprises.") % pictures)
    for step in others:
        title = DocumentBlock(BlockKind.TEXT, f"<b>{escape(step.title, quote=False)}</b>")
        kept[-1].blocks.extend(
            [title, *step.blocks, *(replace(note, kind=BlockKind.TEXT) for note in step.notes)]
        )
    return kept


def _warns(note: DocumentBlock) -> bool:
    return note.words.lower().startswith(_WARNINGS)


def _short(title: str, end: str = "") -> str:
    room = MAX_STEP_TITLE - len(end)
    return (title if len(title) <= room else f"{title[: room - 1]}…") + end
