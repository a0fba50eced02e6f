"""The text of a paragraph, for both file formats: runs with one format, and content anchored to it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from html import escape
from itertools import groupby
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from lessons.import_export.documents.blocks import BlockKind, DocumentBlock
from lessons.import_export.documents.symbols import UNKNOWN

MAX_NOTE = 300
Value = TypeVar("Value")


class Omissions(Enum):
    """Content that a guide cannot hold, each with the French sentence that reports it; its text follows."""

    STRUCK = gettext_noop("Du texte barré n’a pas été repris")
    HIDDEN = gettext_noop("Du texte caché n’a pas été repris")
    DELETED = gettext_noop("Du texte supprimé (suivi des modifications) n’a pas été repris")
    FORMULA = gettext_noop("Une formule n’a pas été reprise")
    DRAWING = gettext_noop("Un dessin (diagramme, graphique, objet) n’a pas été repris")
    COMMENT = gettext_noop("Un commentaire n’a pas été repris")
    NOTE = gettext_noop("Une note de bas de page n’a pas été reprise")
    CONTENTS = gettext_noop("Le sommaire n’a pas été repris")
    MARGIN = gettext_noop("L’en-tête ou le pied de page n’a pas été repris")
    LINK = gettext_noop("Un lien a perdu son adresse")
    PICTURE = gettext_noop("Une image perdue, ou restée sur Internet, n’a pas été reprise")

    def told(self, words: str) -> str:
        words = " ".join(words.split())
        return f"{_(self.value)} : « {words} »." if words else f"{_(self.value)}."


@dataclass(frozen=True)
class Run:
    """Text with one format.

    Attributes:
        text: plain text; "\\n" is a line break.
        address: the target of a link, or "".
    """

    text: str
    bold: bool = False
    italic: bool = False
    address: str = ""


@dataclass
class Paragraph:
    """A paragraph while it is read: its runs, the blocks anchored to it, and its omissions."""

    runs: list[Run] = field(default_factory=list)
    pieces: list[DocumentBlock] = field(default_factory=list)
    aside: list[tuple[Omissions, str]] = field(default_factory=list)
    shapes: int = 0

    def add(self, text: str, *, bold: bool = False, italic: bool = False, address: str = "") -> None:
        self.runs.append(Run(text, bold, italic, address))

    def leave(self, why: Omissions, words: str) -> None:
        self.aside.append((why, words))

    @property
    def html(self) -> str:
        return rendered(self.runs)

    def told(self) -> Iterator[str]:
        """Yield sentences on omissions; adjacent omissions of one kind share a sentence."""
        for why, neighbours in groupby(self.aside, key=lambda pair: pair[0]):
            words = "".join(words for _why, words in neighbours)
            if words.strip() or why in {Omissions.DRAWING, Omissions.PICTURE}:
                yield why.told(words)
        if self.shapes:
            yield _(
                "Des formes dessinées (flèches, cadres) n’ont pas été reprises : refaites-les avec les repères."
            )
        if any(UNKNOWN in run.text for run in self.runs):
            yield _("Un signe n’est pas connu : mettez le bon à la place de « %s ».") % UNKNOWN


def rendered(runs: Iterable[Run]) -> str:
    """Return rich text without the run boundaries that word processors leave inside words."""
    kept = _trimmed([run for run in runs if run.text])
    return _grouped(kept, lambda run: run.address, _linked)


def _trimmed(runs: list[Run]) -> list[Run]:
    """Strip both ends; inner whitespace gets the format of the text before it, so that it splits no run."""
    while runs and not runs[0].text.strip():
        runs = runs[1:]
    while runs and not runs[-1].text.strip():
        runs = runs[:-1]
    even: list[Run] = []
    for run in runs:
        is_blank = not run.text.strip() and bool(even)
        even.append(Run(run.text, even[-1].bold, even[-1].italic, run.address) if is_blank else run)
    if even:
        even[0] = Run(even[0].text.lstrip(), even[0].bold, even[0].italic, even[0].address)
        even[-1] = Run(even[-1].text.rstrip(), even[-1].bold, even[-1].italic, even[-1].address)
    return even


def _linked(address: str, runs: list[Run]) -> str:
    inside = _grouped(runs, lambda run: run.bold, _bold)
    return f'<a href="{escape(address)}">{inside}</a>' if address and inside.strip() else inside


def _bold(is_bold: bool, runs: list[Run]) -> str:
    inside = _grouped(runs, lambda run: run.italic, _italic)
    return f"<b>{inside}</b>" if is_bold else inside


def _italic(is_italic: bool, runs: list[Run]) -> str:
    inside = escape("".join(run.text for run in runs), quote=False).replace("\n", "<br/>")
    return f"<i>{inside}</i>" if is_italic else inside


def _grouped(runs: list[Run], look: Callable[[Run], Value], write: Callable[[Value, list[Run]], str]) -> str:
    return "".join(write(value, list(same)) for value, same in groupby(runs, key=look))


def boxed(pieces: list[DocumentBlock]) -> list[DocumentBlock]:
    """Return the content of a text box: a note when it is short, else ordinary blocks."""
    html = "<br/>".join(piece.html for piece in pieces if piece.html)
    is_short = all(piece.kind is BlockKind.TEXT for piece in pieces) and len(html) <= MAX_NOTE
    return [DocumentBlock(BlockKind.NOTE, html)] if pieces and is_short else pieces
