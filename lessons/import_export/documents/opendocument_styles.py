"""Styles of a LibreOffice file: the kinds of paragraphs and lists, and the format of their text."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from lessons.import_export.documents.blocks import BlockKind
from lessons.import_export.documents.xml_parts import child

MAX_STYLES = 20  # Maximum depth of style inheritance.


@dataclass(frozen=True)
class OpenDocumentFormat:
    """The format of a text."""

    bold: bool = False
    italic: bool = False
    struck: bool = False
    hidden: bool = False
    font: str = ""


class OpenDocumentStyles:
    """The styles of a file by name; styles of the document come before those of its template."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._styles: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        for root in roots:
            for style in root.iter("style:style"):
                self._styles.setdefault(style.get("style:name", ""), style)
            for style in root.iter("text:list-style"):
                self._lists.setdefault(style.get("style:name", ""), style)

    def look(self, name: str, around: OpenDocumentFormat) -> OpenDocumentFormat:
        """Return the format of text with style `name` inside text with format `around`."""
        look = around
        for style in reversed(self._chain(name)):
            properties = child(style, "style:text-properties")
            if properties is not None:
                look = _changed(look, properties)
        return look

    def is_title(self, name: str) -> bool:
        return "Title" in {name, *(style.get("style:parent-style-name") for style in self._chain(name))}

    def list_kind(self, name: str, level: int) -> BlockKind | None:
        """Return the kind of list, bullets or numbers, or None for an unknown style."""
        levels = list(self._lists.get(name, ()))
        if not levels:
            return None
        style = levels[min(level, len(levels) - 1)]
        return BlockKind.NUMBER if style.tag == "text:list-level-style-number" else BlockKind.BULLET

    def _chain(self, name: str) -> list[Element]:
        """Return the style and its parent styles, the nearest first."""
        chain: list[Element] = []
        while name in self._styles and len(chain) < MAX_STYLES:
            chain.append(self._styles[name])
            name = chain[-1].get("style:parent-style-name", "")
        return chain


def _changed(look: OpenDocumentFormat, properties: Element) -> OpenDocumentFormat:
    weight, slant = properties.get("fo:font-weight"), properties.get("fo:font-style")
    line = properties.get("style:text-line-through-style") or properties.get("style:text-line-through-type")
    display = properties.get("text:display")
    return replace(
        look,
        bold=look.bold if weight is None else weight == "bold" or (weight.isdecimal() and int(weight) >= 600),
        italic=look.italic if slant is None else slant in {"italic", "oblique"},
        struck=look.struck if line is None else line != "none",
        hidden=look.hidden if display is None else display == "none",
        font=properties.get("style:font-name") or look.font,
    )
