"""Parses and validates screens.yaml. Every error names the file and the entry."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from cms.demo.screens.model import Element, Screen, ScreenRow, SpecMarker
from cms.demo.screens.palette import ACCENTS, NOTICES

FRAMES = ("computer", "phone", "paper")
SCREEN_KEYS = {"frame", "address", "site", "accent", "menu", "content", "markers"}
CHROME_IDS = {"address", "site"}
"""Ids that every screen has by default."""


class SpecError(ValueError):
    """An error in a screens.yaml. Its message gives the author the file, the entry and the reason."""


def read_screens(path: Path) -> list[Screen]:
    try:
        data = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except YAMLError as error:
        raise SpecError(f"{path}: {error}") from error
    if not isinstance(data, dict):
        raise SpecError(f"{path}: a mapping of picture names is expected")
    return [_SpecReader(f"{path}, {name}").screen(str(name), value) for name, value in data.items()]


class _SpecReader:
    def __init__(self, where: str) -> None:
        self.where = where
        self.ids: set[str] = set(CHROME_IDS)

    def fault(self, reason: str) -> SpecError:
        return SpecError(f"{self.where}: {reason}")

    def screen(self, name: str, data: Any) -> Screen:
        data = self.mapping(data, SCREEN_KEYS, "a screen")
        content = self.content(data.get("content", []))
        menu = self.rows(data.get("menu", []), "menu")
        self.ids.update(f"menu-{number}" for number in range(1, len(menu) + 1))
        return Screen(
            name=name.removesuffix(".png"),
            frame=self.one_of(data.get("frame", "computer"), FRAMES, "frame"),
            address=self.words(data.get("address")),
            site=self.words(data.get("site")),
            accent=self.one_of(data.get("accent", "bleu"), ACCENTS, "accent"),
            menu=menu,
            content=content,
            markers=self.markers(data.get("markers") or []),
        )

    def content(self, data: Any) -> tuple[Element, ...]:
        if not isinstance(data, list):
            raise self.fault("content must be a list")
        return tuple(self.element(item) for item in data)

    def element(self, item: Any) -> Element:
        if not isinstance(item, dict) or len(item) != 1:
            raise self.fault(f"each line of content is one “kind: value”, not {item!r}")
        ((kind, value),) = item.items()
        if kind not in KINDS:
            raise self.fault(f"unknown element “{kind}”; known: {', '.join(KINDS)}")
        return KINDS[kind](self, kind, value)

    def labelled(self, kind: str, value: Any) -> Element:
        """Read elements that have a text and, optionally, an id and a style."""
        data = self.with_label(value, kind, {"kind", "type", "checked", "hint"})
        style = data.get("kind", data.get("type", STYLES.get(kind, ("",))[0]))
        return Element(
            kind,
            id=self.identifier(data),
            label=self.words(data.get("label", data.get("text"))),
            hint=self.words(data.get("hint")),
            style=self.one_of(style, STYLES.get(kind, (style,)), f"{kind} kind"),
            checked=bool(data.get("checked", False)),
        )

    def input(self, kind: str, value: Any) -> Element:
        data = self.with_label(value, kind, {"value", "hint", "name", "digits"})
        digits = data.get("digits", 6)
        if not isinstance(digits, int) or not 1 <= digits <= 16:
            raise self.fault(f"{kind}: digits is a whole number from 1 to 16")
        return Element(
            kind,
            id=self.identifier(data),
            label=self.words(data.get("label", data.get("text"))),
            value=self.words(data.get("value", data.get("name"))),
            hint=self.words(data.get("hint")),
            count=digits,
        )

    def message(self, kind: str, value: Any) -> Element:
        data = self.mapping(value, {"id", "from", "text", "side"}, kind)
        return Element(
            kind,
            id=self.identifier(data),
            label=self.words(data.get("from")),
            value=self.words(data.get("text")),
            style=self.one_of(data.get("side", "left"), ("left", "right"), "message side"),
        )

    def table(self, kind: str, value: Any) -> Element:
        data = value if isinstance(value, dict) else {"rows": value}
        self.mapping(data, {"id", "rows", "items"}, kind)
        rows = self.rows(data.get("rows", data.get("items")), kind)
        return Element(kind, id=self.identifier(data), rows=rows)

    def gap(self, kind: str, value: Any) -> Element:
        if not isinstance(value, int) or not 0 <= value <= 20:
            raise self.fault("gap is a whole number from 0 to 20")
        return Element(kind, count=value)

    def columns(self, kind: str, value: Any) -> Element:
        if not isinstance(value, list) or not value:
            raise self.fault("columns is a list of contents")
        return Element(kind, columns=tuple(self.content(column) for column in value))

    def rows(self, value: Any, kind: str) -> tuple[ScreenRow, ...]:
        if not isinstance(value, list):
            raise self.fault(f"{kind} must be a list")
        return tuple(self.row(item, kind) for item in value)

    def row(self, item: Any, kind: str) -> ScreenRow:
        if not isinstance(item, dict):
            item = {"cells": item}
        data = self.mapping(item, {"id", "cells", "text", "label"}, f"a row of {kind}")
        cells = data.get("cells", data.get("text", data.get("label")))
        cells = cells if isinstance(cells, list) else [cells]
        return ScreenRow(tuple(self.words(cell) for cell in cells), self.identifier(data))

    def markers(self, data: Any) -> tuple[SpecMarker, ...]:
        if not isinstance(data, list):
            raise self.fault("markers must be a list")
        markers = tuple(self.marker(item) for item in data)
        if sum(marker.target for marker in markers) > 1:
            raise self.fault("at most one marker is the target")
        return markers

    def marker(self, item: Any) -> SpecMarker:
        data = self.mapping(item, {"on", "label", "target"}, "a marker")
        on, label = self.words(data.get("on")), self.words(data.get("label"))
        if on not in self.ids:
            raise self.fault(f"marker on unknown id “{on}”; known: {', '.join(sorted(self.ids))}")
        if not label:
            raise self.fault(f"the marker on “{on}” has no label")
        return SpecMarker(on, label, bool(data.get("target", False)))

    def with_label(self, value: Any, kind: str, extra: Iterable[str]) -> dict[str, Any]:
        data = value if isinstance(value, dict) else {"label": value}
        return self.mapping(data, {"id", "label", "text", *extra}, kind)

    def mapping(self, value: Any, keys: set[str], what: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self.fault(f"{what} must be a mapping, not {value!r}")
        # YAML 1.1 parsers read `on` as a boolean; this one is YAML 1.2, so keys are strings.
        unknown = [str(key) for key in value if key not in keys]
        if unknown:
            advice = " (a comma inside {…} needs quotes around the words)" if " " in "".join(unknown) else ""
            raise self.fault(
                f"{what}: unknown “{'”, “'.join(unknown)}”{advice}; known: {', '.join(sorted(keys))}"
            )
        return value

    def identifier(self, data: dict[str, Any]) -> str:
        name = self.words(data.get("id"))
        if name and name in self.ids:
            raise self.fault(f"id “{name}” is used twice")
        if name:
            self.ids.add(name)
        return name

    def words(self, value: Any) -> str:
        if value is None or value is False:
            return ""
        if isinstance(value, dict | list):
            raise self.fault(f"words are expected, not {value!r}")
        return str(value).strip()

    def one_of(self, value: Any, known: Iterable[str], what: str) -> Any:
        if value not in known:
            raise self.fault(f"unknown {what} “{value}”; known: {', '.join(known)}")
        return value


STYLES: dict[str, tuple[str, ...]] = {
    "choice": ("radio", "checkbox"),
    "button": ("main", "plain"),
    "notice": tuple(NOTICES),
}
KINDS: dict[str, Callable[[_SpecReader, str, Any], Element]] = {
    **dict.fromkeys(("title", "text", "choice", "button", "link", "notice", "photo"), _SpecReader.labelled),
    **dict.fromkeys(("field", "password", "file", "code", "keypad"), _SpecReader.input),
    **dict.fromkeys(("list", "rows", "mails"), _SpecReader.table),
    "message": _SpecReader.message,
    "gap": _SpecReader.gap,
    "columns": _SpecReader.columns,
}
