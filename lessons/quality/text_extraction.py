"""The text of a guide as plain passages, each with the place it comes from. Reads a loaded guide, asks nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from lessons.models import GuidePage


class Role(StrEnum):
    """What a passage is for: some rules hold for sentences only, some for what the learner does."""

    LABEL = "label"
    PROSE = "prose"
    INSTRUCTION = "instruction"
    HELPER = "helper"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class Passage:
    """A text of the guide.

    Attributes:
        place: where it stands, in French.
        text: plain text; a paragraph or an item of a list ends with a line break.
        role: what it is for.
        source: the rich text as it is stored, empty for plain fields.
        step_id: the block id of its step, empty outside steps.
        part: the name of its field in the form of the guide, or in that of the step.
    """

    place: str
    text: str
    role: Role
    source: str = ""
    step_id: str = ""
    part: str = ""


_END_OF_LINE = re.compile(r"</(?:p|li|h[1-6])>|<br\s*/?>")
_SCREEN_WORDS = re.compile(r"<code>(.*?)</code>", re.DOTALL)


def plain_text(source: str) -> str:
    """Stored rich text as lines of plain text. Words of the screen keep their place between « »."""
    quoted = _SCREEN_WORDS.sub(r"«\1»", source)
    return unescape(strip_tags(_END_OF_LINE.sub("\n", quoted))).strip()


def extract_passages(guide: GuidePage) -> Iterator[Passage]:
    """Every text of `guide`, in the order of its form."""
    yield Passage(_("Titre"), guide.title, Role.LABEL, part="title")
    yield Passage(_("Résumé"), guide.summary, Role.PROSE, part="summary")
    for name, place in (
        ("objectives", _("Objectifs")),
        ("papers", _("À apporter")),
        ("checks", _("J’ai réussi si…")),
    ):
        for item in getattr(guide, name):
            yield Passage(place, item.value or "", Role.LABEL, part=name)
    yield _rich(_("Avant de commencer"), guide.prerequisites, Role.PROSE, part="prerequisites")
    for number, step in enumerate(guide.steps, start=1):
        yield from _step_passages(number, step)
    yield Passage(_("Mots que les gens disent"), guide.search_words, Role.HIDDEN, part="search_words")
    yield Passage(_("Ce qui a changé"), guide.change_note, Role.PROSE, part="change_note")


def step_place(number: int, title: str) -> str:
    """How a step is named to an editor: "Étape 2 « Se connecter »"."""
    return _("Étape %(number)s « %(title)s »") % {"number": number, "title": title}


def _step_passages(number: int, step: Any) -> Iterator[Passage]:
    value = step.value
    place = step_place(number, value["title"])
    yield Passage(place, value["title"] or "", Role.LABEL, step_id=step.id or "", part="title")
    for name, part, role in (
        ("instruction", _("consigne"), Role.INSTRUCTION),
        ("tip", _("astuce"), Role.PROSE),
        ("warning", _("attention"), Role.PROSE),
        ("helper_note", _("pour l’aidant"), Role.HELPER),
    ):
        source = value[name].source if value[name] else ""
        yield _rich(f"{place}, {part}", source, role, step.id or "", name)
    screenshot = value["screenshot"]
    if screenshot:
        yield Passage(
            _("%(place)s, image") % {"place": place},
            screenshot["alt"] or "",
            Role.LABEL,
            step_id=step.id or "",
            part="screenshot",
        )
        for marker_number, marker in screenshot.numbered_markers:
            where = _("%(place)s, repère %(number)s") % {"place": place, "number": marker_number}
            yield Passage(where, marker["label"] or "", Role.LABEL, step_id=step.id or "", part="screenshot")


def _rich(place: str, source: str, role: Role, step_id: str = "", part: str = "") -> Passage:
    return Passage(place, plain_text(source), role, source, step_id, part)
