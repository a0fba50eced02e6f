"""Writes the markers of the drawn pictures into guide.yaml without changing any other character.

The YAML library only locates the markers and the text is edited in place, because even its round-trip mode
rewraps long lines.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from cms.demo.screens.model import Rectangle, Screen

PADDING = 0.6
"""Margin around a marked element, in percent of the picture."""
PLAIN = re.compile(r"[^\W\d_][\w ’'«»().,!?/…\u00a0\u202f-]*", re.UNICODE)
WORDS_OF_YAML = {"true", "false", "null", "yes", "no", "on", "off"}

Marker = dict[str, Any]


def marker_values(screen: Screen, places: dict[str, Rectangle], width: int, height: int) -> list[Marker]:
    return [
        {
            **_percent(places[marker.on], width, height),
            "label": marker.label,
            **({"target": True} if marker.target else {}),
        }
        for marker in screen.markers
    ]


def _percent(box: Rectangle, width: int, height: int) -> dict[str, float]:
    left, right = _span(box.x, box.width, width)
    top, bottom = _span(box.y, box.height, height)
    return {"x": left, "y": top, "width": round(right - left, 1), "height": round(bottom - top, 1)}


def _span(start: float, size: float, whole: int) -> tuple[float, float]:
    low = max(100 * start / whole - PADDING, 0)
    high = min(100 * (start + size) / whole + PADDING, 100)
    return round(low, 1), round(high, 1)


def with_markers(text: str, markers: dict[str, list[Marker]]) -> str:
    """Return `text` with the markers of each picture, by file name. Other pictures are unchanged."""
    root = YAML().compose(text)
    edits = [
        _edit(text, node, markers[name])
        for node, name in _screenshots(root)
        if name in markers and _present(node) != markers[name]
    ]
    for edit in sorted(edits, key=lambda edit: -edit.start):
        text = text[: edit.start] + edit.words + text[edit.end :]
    return text


@dataclass(frozen=True)
class _Edit:
    start: int
    end: int
    words: str


def _screenshots(node: Node | None) -> Iterator[tuple[MappingNode, str]]:
    if isinstance(node, SequenceNode):
        for item in node.value:
            yield from _screenshots(item)
    if isinstance(node, MappingNode):
        for key, value in node.value:
            file = _entry(value, "file")
            if key.value == "screenshot" and isinstance(value, MappingNode) and file is not None:
                yield value, str(file[1].value)
            yield from _screenshots(value)


def _entry(node: Node, name: str) -> tuple[Node, Node] | None:
    pairs = node.value if isinstance(node, MappingNode) else []
    return next(((key, value) for key, value in pairs if key.value == name), None)


def _present(node: MappingNode) -> list[Marker]:
    entry = _entry(node, "markers")
    if entry is None or not isinstance(entry[1], SequenceNode):
        return []
    return [{key.value: _value(value) for key, value in item.value} for item in entry[1].value]


def _value(node: ScalarNode) -> Any:
    tag = str(node.tag)
    if tag.endswith((":float", ":int")):
        return float(node.value)
    return node.value == "true" if tag.endswith(":bool") else node.value


def _edit(text: str, node: MappingNode, markers: list[Marker]) -> _Edit:
    entry = _entry(node, "markers")
    flow = bool(node.flow_style)
    indent = " " * node.value[0][0].start_mark.column
    words = _flow_words(markers) if flow else _block_words(markers, indent)
    if entry is not None:
        start, end = entry[0].start_mark.index, _end(text, entry[1])
        return _Edit(start, end, words)
    last = _end(text, node.value[-1][1])
    if flow:
        return _Edit(last, last, f", {words}")
    line_end = text.find("\n", last)
    line_end = len(text) if line_end < 0 else line_end
    return _Edit(line_end, line_end, f"\n{indent}{words}")


def _end(text: str, node: Node) -> int:
    return len(text[: node.end_mark.index].rstrip())


def _block_words(markers: list[Marker], indent: str) -> str:
    return "\n".join(
        ["markers:" if markers else "markers: []", *(f"{indent}  - {_one(marker)}" for marker in markers)]
    )


def _flow_words(markers: list[Marker]) -> str:
    return f"markers: [{', '.join(_one(marker) for marker in markers)}]"


def _one(marker: Marker) -> str:
    return "{" + ", ".join(f"{key}: {_scalar(value)}" for key, value in marker.items()) + "}"


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true"
    if isinstance(value, float):
        return f"{value:.1f}"
    plain = "," not in value and PLAIN.fullmatch(value) and value.lower() not in WORDS_OF_YAML
    return value if plain else json.dumps(value, ensure_ascii=False)
