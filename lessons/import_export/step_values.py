"""Reads and writes the values of a step in guide files, by kind of block, whatever fields a step has.

A new kind of block needs an entry for each function; a new field of a known kind needs nothing.
"""

from functools import singledispatch
from pathlib import Path
from typing import Any, Protocol

from ruamel.yaml.comments import CommentedMap
from wagtail import blocks

from lessons.blocks import ScreenshotBlock
from lessons.import_export.guide_data import ScreenshotData
from lessons.import_export.screenshot_data import read_screenshot
from lessons.import_export.yaml_nodes import MAX_INTEGER, MAX_TEXT, YamlNode


class Writer(Protocol):
    """Writes values that are not stored in the guide file itself, or in another form than in the database."""

    def text(self, html: str) -> str: ...

    def screenshot(self, value: Any) -> CommentedMap | None: ...


@singledispatch
def read_value(block: Any, node: YamlNode, name: str, folder: Path) -> Any:
    """Return the value of field `name` in a guide file; faults are recorded in `node`."""
    raise NotImplementedError(f"Guide files have no {type(block).__name__}")


@read_value.register(blocks.CharBlock)
def _(block: Any, node: YamlNode, name: str, folder: Path) -> str:
    return node.text(name, longest=block.field.max_length or MAX_TEXT, required=block.required)


@read_value.register(blocks.RichTextBlock)
def _(block: Any, node: YamlNode, name: str, folder: Path) -> str:
    return node.rich_text(name, required=block.required)


@read_value.register(blocks.IntegerBlock)
def _(block: Any, node: YamlNode, name: str, folder: Path) -> int | None:
    low, high = block.field.min_value or 0, block.field.max_value
    return node.integer(name, low=low, high=MAX_INTEGER if high is None else high, required=block.required)


@read_value.register(blocks.ChoiceBlock)
def _(block: Any, node: YamlNode, name: str, folder: Path) -> str:
    values = [value for value, _label in block.field.choices if value]
    return node.choice(name, values, default=block.get_default())


@read_value.register(blocks.BooleanBlock)
def _(block: Any, node: YamlNode, name: str, folder: Path) -> bool:
    return node.boolean(name, default=block.get_default())


@read_value.register(ScreenshotBlock)
def _(block: Any, node: YamlNode, name: str, folder: Path) -> ScreenshotData | None:
    inner = node.node(name)
    return read_screenshot(inner, folder) if inner else None


@singledispatch
def written_value(block: Any, value: Any, writer: Writer) -> Any:
    """Return the value of a field as written in a guide file; None to leave it out."""
    return value


@written_value.register(blocks.RichTextBlock)
def _(block: Any, value: Any, writer: Writer) -> str:
    return writer.text(value.source)


@written_value.register(blocks.BooleanBlock)
def _(block: Any, value: Any, writer: Writer) -> bool | None:
    return None if bool(value) == block.get_default() else bool(value)


@written_value.register(ScreenshotBlock)
def _(block: Any, value: Any, writer: Writer) -> CommentedMap | None:
    return writer.screenshot(value)
