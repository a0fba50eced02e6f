"""Roles of texts: some checks apply to sentences only, some to instructions only."""

from enum import StrEnum


class TextRole(StrEnum):
    LABEL = "label"
    PROSE = "prose"
    INSTRUCTION = "instruction"
    HELPER = "helper"
    HIDDEN = "hidden"


class NoteStyle(StrEnum):
    """The style of a note of a step, in the order in which notes are printed."""

    WARNING = "warning"
    TIP = "tip"
    HELPER = "helper"
