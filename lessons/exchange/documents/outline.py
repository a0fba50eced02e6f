"""Turns the pieces of a document into steps. Pure: no database, no file."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape, unescape

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from lessons.blocks.steps import MAX_STEPS
from lessons.exchange.documents.pieces import Document, Kind, Piece

MAX_STEP_TITLE = 90
MAX_TITLE = 120
MAX_SUMMARY = 300
ALLOWED_LINKS = ("https://", "http://", "mailto:", "tel:")
_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)


@dataclass
class DraftStep:
    """A step as the document gives it."""

    title: str
    blocks: list[Piece] = field(default_factory=list)
    picture: Piece | None = None

    @property
    def instruction(self) -> str:
        """The rich text of the step; items that follow one another are one list."""
        html, opened = [], ""
        for piece in self.blocks:
            is_item = piece.kind in {Kind.BULLET, Kind.NUMBER}
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


@dataclass
class Outline:
    """A whole document as a guide in the making; `left` says in French what was not taken, each thing once."""

    title: str
    summary: str
    steps: list[DraftStep]
    left: list[str]


def outline_of(document: Document, file_name: str) -> Outline:
    """The guide that `document` seems to be. Every word of it is in a step, in the summary, or told as left."""
    left = list(dict.fromkeys(piece.html for piece in document.pieces if piece.kind is Kind.LEFT))
    pieces = [piece for piece in document.pieces if piece.kind is not Kind.LEFT]
    title, pieces, level = _title_and_level(pieces, document.title or file_name)
    before, rest = _split(pieces, level)
    summary, before = _summary(before)
    steps = _steps(before, _("Avant de commencer")) if before else []
    if level == 0:
        left.append(_("Aucun titre n’a été trouvé : tout est dans une étape. Coupez-la en plusieurs."))
    for heading, inside in rest:
        steps.extend(_steps(inside, plain(heading.html)))
    if len(steps) > MAX_STEPS:
        left.append(
            _("Un guide a 40 étapes au plus : ce qui suit « %s » n’a pas été repris.")
            % steps[MAX_STEPS - 1].title
        )
    return Outline(title[:MAX_TITLE], summary, steps[:MAX_STEPS], left)


def plain(html: str) -> str:
    """The words of `html`, on one line."""
    return " ".join(unescape(strip_tags(html.replace("<br/>", " "))).split())


def _title_and_level(pieces: list[Piece], otherwise: str) -> tuple[str, list[Piece], int]:
    """The title, the pieces without it, and the level of the headings that are steps: 0 when there is none."""
    title = next((piece for piece in pieces if piece.kind is Kind.TITLE), None)
    headings = [piece for piece in pieces if piece.kind is Kind.HEADING]
    if title is None and headings:
        first, *others = headings
        if others and all(other.level > first.level for other in others):
            title, headings = first, others
    pieces = [piece for piece in pieces if piece is not title]
    level = min((heading.level for heading in headings), default=0)
    return (plain(title.html) if title else "") or otherwise, pieces, level


def _split(pieces: list[Piece], level: int) -> tuple[list[Piece], list[tuple[Piece, list[Piece]]]]:
    """What stands before the first step, then each step's heading with what follows it."""
    before: list[Piece] = []
    rest: list[tuple[Piece, list[Piece]]] = []
    for piece in pieces:
        if piece.kind is Kind.HEADING and piece.level == level:
            rest.append((piece, []))
        else:
            (rest[-1][1] if rest else before).append(_as_text(piece))
    return before, rest


def _as_text(piece: Piece) -> Piece:
    """A lower heading is a line in bold; links that a guide refuses lose their address."""
    html = _LINK.sub(lambda link: link[0] if link[1].startswith(ALLOWED_LINKS) else link[2], piece.html)
    if piece.kind in {Kind.HEADING, Kind.TITLE}:
        return Piece(Kind.TEXT, f"<b>{strip_tags(html)}</b>")
    return Piece(piece.kind, html, piece.level, piece.picture, piece.name, piece.alt)


def _summary(before: list[Piece]) -> tuple[str, list[Piece]]:
    """The first paragraph, when it is short enough; the rest becomes a step of its own."""
    if before and before[0].kind is Kind.TEXT and len(words := plain(before[0].html)) <= MAX_SUMMARY:
        return words, before[1:]
    return "", before


def _steps(pieces: Iterable[Piece], title: str) -> list[DraftStep]:
    """A step; and one more for each further picture, with the text that stands between the two."""
    steps = [DraftStep(_short(title))]
    if len(title) > MAX_STEP_TITLE:
        steps[0].blocks.append(Piece(Kind.TEXT, escape(title, quote=False)))
    since: list[Piece] = []
    for piece in pieces:
        if piece.kind is not Kind.PICTURE:
            since.append(piece)
        elif steps[-1].picture is None:
            steps[-1].blocks.extend(since)
            steps[-1].picture, since = piece, []
        else:
            number = len(steps) + 1
            steps.append(DraftStep(_short(title, f" ({number})"), since, piece))
            since = []
    steps[-1].blocks.extend(since)
    return steps


def _short(title: str, end: str = "") -> str:
    room = MAX_STEP_TITLE - len(end)
    return (title if len(title) <= room else f"{title[: room - 1]}…") + end
