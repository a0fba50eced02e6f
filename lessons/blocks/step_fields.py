"""The fields of a step, read from its block, for every module that reads or writes steps."""

from functools import cache
from typing import Any

from wagtail import blocks

from lessons.blocks.steps import StepBlock
from lessons.blocks.text_roles import NoteStyle

Fields = dict[str, Any]  # Block name -> block.


@cache
def step_fields() -> Fields:
    """Return all fields, in the order in which the block declares them. Its form has another."""
    fields = StepBlock().child_blocks
    return {name: fields[name] for name in StepBlock.base_blocks}


@cache
def rich_text_fields() -> Fields:
    return {name: block for name, block in step_fields().items() if isinstance(block, blocks.RichTextBlock)}


@cache
def note_fields() -> Fields:
    """Return the note fields, in the order in which notes are printed."""
    notes = {name: block for name, block in step_fields().items() if getattr(block.meta, "note", None)}
    styles = list(NoteStyle)
    return dict(sorted(notes.items(), key=lambda field: styles.index(field[1].meta.note)))


def is_for_helpers(block: Any) -> bool:
    """Return whether the field is for helpers only, and so hidden from learners."""
    return getattr(block.meta, "note", None) is NoteStyle.HELPER


def step_block(block_id: str, values: dict[str, Any]) -> dict[str, Any]:
    """Return a step in the format of a StreamField: `values`, and the default of every other field."""
    block = StepBlock()
    return {"type": "step", "id": block_id, "value": {**block.get_prep_value(block.get_default()), **values}}
