"""Styles and numberings of a Word file: the kinds of paragraphs, and the format of their runs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from lessons.import_export.documents.blocks import BlockKind
from lessons.import_export.documents.xml_parts import child

MAX_STYLES = 20  # Maximum depth of style inheritance; Word itself allows ten.
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_OFF = {"0", "false", "off", "none"}
_TOGGLES = {"w:b", "w:i", "w:strike", "w:dstrike", "w:vanish"}


@dataclass(frozen=True)
class WordFormat:
    """The kind and level of a paragraph (see `DocumentBlock`), and whether it is a line of the contents."""

    kind: BlockKind = BlockKind.TEXT
    level: int = 0
    is_contents: bool = False


@dataclass(frozen=True)
class _Style:
    name: str = ""
    parent: str = ""
    toggles: dict[str, bool] = field(default_factory=dict)
    properties: Element | None = None


def value_of(element: Element | None, default: str = "") -> str:
    return default if element is None else element.get("w:val", default)


def toggles_of(properties: Element | None) -> dict[str, bool]:
    """Return the toggles that run properties set: bold, italic, struck through, hidden."""
    if properties is None:
        return {}
    return {
        element.tag: value_of(element, "1") not in _OFF for element in properties if element.tag in _TOGGLES
    }


class WordStyles:
    """The styles and numberings of a file; either may be missing."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        self._styles = {} if styles is None else dict(_styles(styles))
        self._formats = {} if numbering is None else _formats(numbering)

    def toggles(self, run: Element | None, paragraph: Element | None) -> dict[str, bool]:
        """Return the toggles of a run: from its paragraph's style, its own style, then its properties."""
        looks: dict[str, bool] = {}
        named = value_of(child(paragraph, "w:pStyle")), value_of(child(run, "w:rStyle"))
        for name in named:
            for style in reversed(list(self._chain(name))):
                looks |= style.toggles
        return looks | toggles_of(run)

    def look(self, paragraph: Element | None) -> WordFormat:
        """Return the format of the paragraph with these properties."""
        styles = list(self._chain(value_of(child(paragraph, "w:pStyle"))))
        for style in styles:
            if match := _HEADING.match(style.name):
                return WordFormat(BlockKind.HEADING, int(match[1]))
            if style.name.lower() == "title":
                return WordFormat(BlockKind.TITLE)
            if style.name.lower().startswith("toc "):
                return WordFormat(is_contents=True)
        properties = [paragraph, *(style.properties for style in styles)]
        outline = next(
            (value_of(found) for each in properties if (found := child(each, "w:outlineLvl")) is not None), ""
        )
        if outline in set("01234567"):
            return WordFormat(BlockKind.HEADING, int(outline) + 1)
        return self._listed(properties) or _named_list(styles)

    def _listed(self, properties: list[Element | None]) -> WordFormat | None:
        """Return the format for the numbering of the paragraph or its style; None without a numbering."""
        found = next((found for each in properties if (found := child(each, "w:numPr")) is not None), None)
        number = value_of(child(found, "w:numId"))
        if number in {"", "0"}:
            return None
        level = value_of(child(found, "w:ilvl"), "0")
        shape = self._formats.get(number, {}).get(level, "bullet")
        kind = BlockKind.BULLET if shape in {"bullet", "none"} else BlockKind.NUMBER
        return WordFormat(kind, int(level) if level in set("12345678") else 0)

    def _chain(self, name: str) -> Iterator[_Style]:
        """Yield the style and its parent styles, the nearest first."""
        seen: set[str] = set()
        while name in self._styles and name not in seen and len(seen) < MAX_STYLES:
            seen.add(name)
            style = self._styles[name]
            yield style
            name = style.parent


def _named_list(styles: list[_Style]) -> WordFormat:
    for style in styles:
        if style.name.startswith("List Number"):
            return WordFormat(BlockKind.NUMBER)
        if style.name.startswith("List Bullet"):
            return WordFormat(BlockKind.BULLET)
    return WordFormat()


def _styles(root: Element) -> Iterator[tuple[str, _Style]]:
    for element in root.iter("w:style"):
        yield (
            element.get("w:styleId", ""),
            _Style(
                name=value_of(child(element, "w:name")),
                parent=value_of(child(element, "w:basedOn")),
                toggles=toggles_of(child(element, "w:rPr")),
                properties=child(element, "w:pPr"),
            ),
        )


def _formats(root: Element) -> dict[str, dict[str, str]]:
    """Return the format of each level, such as `bullet` or `decimal`, of each numbering."""
    abstract: dict[str, dict[str, str]] = {}
    linked: dict[str, str] = {}  # Numbering style -> id of the abstract numbering that defines it.
    links: dict[str, str] = {}
    for element in root.iter("w:abstractNum"):
        number = element.get("w:abstractNumId", "")
        abstract[number] = {
            level.get("w:ilvl", ""): value_of(child(level, "w:numFmt")) for level in element.iter("w:lvl")
        }
        linked[value_of(child(element, "w:styleLink"))] = number
        links[number] = value_of(child(element, "w:numStyleLink"))
    formats = {}
    for element in root.iter("w:num"):
        number = value_of(child(element, "w:abstractNumId"))
        defining = linked.get(links.get(number) or "-", number)
        formats[element.get("w:numId", "")] = abstract.get(defining, {})
    return formats
