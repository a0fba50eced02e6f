"""Extracts the text of a guide as passages with their places. Reads a loaded guide; knows no request."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.rich_text import RichText

from lessons.blocks.step_fields import step_fields
from lessons.blocks.text_roles import TextRole
from lessons.models import GuidePage


@dataclass(frozen=True)
class Passage:
    """A text of the guide.

    Attributes:
        place: the place of the text, in French.
        text: plain text; each paragraph and list item ends with a line break.
        role: the purpose of the text.
        source: the stored rich text, empty for plain fields.
        step_id: the block id of its step, empty outside steps.
        part: the name of its field in the form of the guide or of the step.
    """

    place: str
    text: str
    role: TextRole
    source: str = ""
    step_id: str = ""
    part: str = ""


_END_OF_LINE = re.compile(r"</(?:p|li|h[1-6])>|<br\s*/?>")
_SCREEN_WORDS = re.compile(r"<code>(.*?)</code>", re.DOTALL)


def plain_text(source: str) -> str:
    """Convert stored rich text to lines of plain text; texts of the screen stay quoted between « »."""
    quoted = _SCREEN_WORDS.sub(r"«\1»", source)
    return unescape(strip_tags(_END_OF_LINE.sub("\n", quoted))).strip()


def extract_passages(guide: GuidePage) -> Iterator[Passage]:
    """Yield every text of `guide`, in the order of its form."""
    yield Passage(_("Titre"), guide.title, TextRole.LABEL, part="title")
    yield Passage(_("Résumé"), guide.summary, TextRole.PROSE, part="summary")
    for name, place in (
        ("objectives", _("Objectifs")),
        ("papers", _("À apporter")),
        ("checks", _("J’ai réussi si…")),
    ):
        for item in getattr(guide, name):
            yield Passage(place, item.value or "", TextRole.LABEL, part=name)
    yield _rich(_("Avant de commencer"), guide.prerequisites, TextRole.PROSE, part="prerequisites")
    for number, step in enumerate(guide.steps, start=1):
        yield from _step_passages(number, step)
    yield Passage(_("Mots que les gens disent"), guide.search_words, TextRole.HIDDEN, part="search_words")
    yield Passage(_("Ce qui a changé"), guide.change_note, TextRole.PROSE, part="change_note")


def step_place(number: int, title: str) -> str:
    """Return the name of a step for editors: "Étape 2 « Se connecter »"."""
    return _("Étape %(number)s « %(title)s »") % {"number": number, "title": title}


def _step_passages(number: int, step: Any) -> Iterator[Passage]:
    value = step.value
    place = step_place(number, value["title"])
    for name, block in step_fields().items():
        role = getattr(block.meta, "role", None)
        if role is None:
            continue
        where = f"{place}, {block.meta.place}" if hasattr(block.meta, "place") else place
        if isinstance(value[name], RichText):
            yield _rich(where, value[name].source, role, step.id or "", name)
        else:
            yield Passage(where, value[name] or "", role, step_id=step.id or "", part=name)
    screenshot = value["screenshot"]
    if screenshot:
        yield Passage(
            _("%(place)s, image") % {"place": place},
            screenshot["alt"] or "",
            TextRole.LABEL,
            step_id=step.id or "",
            part="screenshot",
        )
        for marker_number, marker in screenshot.numbered_markers:
            where = _("%(place)s, repère %(number)s") % {"place": place, "number": marker_number}
            yield Passage(
                where, marker["label"] or "", TextRole.LABEL, step_id=step.id or "", part="screenshot"
            )


def _rich(place: str, source: str, role: TextRole, step_id: str = "", part: str = "") -> Passage:
    return Passage(place, plain_text(source), role, source, step_id, part)
