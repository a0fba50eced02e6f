"""What texts are for: some rules hold for sentences only, some for what the learner does."""

from enum import StrEnum


class TextRole(StrEnum):
    LABEL = "label"
    PROSE = "prose"
    INSTRUCTION = "instruction"
    HELPER = "helper"
    HIDDEN = "hidden"


class NoteStyle(StrEnum):
    """How a note of a step stands out, in the order of notes on paper."""

    WARNING = "warning"
    TIP = "tip"
    HELPER = "helper"
