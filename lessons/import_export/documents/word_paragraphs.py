"""Reads the paragraphs of a Word file: runs, links, fields, symbols. `word_drawings` reads the drawings."""

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from lessons.import_export.documents.blocks import DocumentBlock
from lessons.import_export.documents.links import kept_address
from lessons.import_export.documents.runs import Omissions, Paragraph
from lessons.import_export.documents.symbols import in_unicode, symbol_character
from lessons.import_export.documents.word_drawings import DrawingReader, chosen
from lessons.import_export.documents.word_fields import WordFields, field_address
from lessons.import_export.documents.word_package import Package
from lessons.import_export.documents.word_styles import WordStyles
from lessons.import_export.documents.xml_parts import child

_BLANKS = {"w:tab": " ", "w:ptab": " ", "w:cr": "\n", "w:noBreakHyphen": "-"}
_SILENT = {"w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr"}
_DRAWN = {"w:drawing", "w:pict", "w:object"}
_FORMULAS = {"m:oMath", "m:oMathPara"}

Blocks = Callable[[Element], Iterator[DocumentBlock]]


class WordParagraphReader:
    """Reads the paragraphs of one part. `blocks` reads the content of a text box."""

    def __init__(self, package: Package, part: str, styles: WordStyles, blocks: Blocks) -> None:
        self.left: list[str] = []
        self.styles = styles
        self.relations = package.relations(part)
        self.drawings = DrawingReader(package, self.relations, blocks)
        self._moved_away: list[str] = []
        self._moved_here: set[str] = set()

    def pieces(self, element: Element) -> Iterator[DocumentBlock]:
        """Yield the text of the paragraph, then the images and text boxes anchored to it."""
        reading = _ParagraphReading(self, child(element, "w:pPr"))
        reading.inside(element)
        paragraph = reading.paragraph
        look = self.styles.look(reading.properties)
        if look.is_contents:
            paragraph.leave(Omissions.CONTENTS, "".join(run.text for run in paragraph.runs))
        elif html := paragraph.html:
            yield DocumentBlock(look.kind, html, look.level)
        yield from paragraph.pieces
        self.left.extend(paragraph.told())
        self._moved_away.append("".join(reading.moved_away))
        self._moved_here.add("".join(reading.moved_here))

    def lost_in_moving(self) -> Iterator[str]:
        """Yield sentences with text that was moved away and is nowhere else in the document."""
        for words in self._moved_away:
            if words and words not in self._moved_here:
                yield Omissions.DELETED.told(words)


class _ParagraphReading:
    """The state of reading one paragraph."""

    def __init__(self, reader: WordParagraphReader, properties: Element | None) -> None:
        self.paragraph = Paragraph()
        self.properties = properties
        self.moved_away: list[str] = []
        self.moved_here: list[str] = []
        self._reader = reader
        self._fields = WordFields()

    def inside(self, parent: Element, address: str = "") -> None:
        """Read all runs in `parent`, including those in unknown elements, so that no word is missed."""
        for element in chosen(parent):
            if element.tag == "w:r":
                self._run(element, address)
            elif element.tag == "w:hyperlink":
                self.inside(element, self._kept(self._target(element)))
            elif element.tag == "w:fldSimple":
                self.inside(element, self._kept(field_address(element.get("w:instr", ""))) or address)
            elif element.tag == "w:moveFrom":
                self.moved_away.extend(_texts(element, "w:t"))
            elif element.tag == "w:moveTo":
                self.moved_here.extend(_texts(element, "w:t"))
                self.inside(element, address)
            elif element.tag == "w:del":
                self._leave(Omissions.DELETED, element, "w:delText", "w:t")
            elif element.tag in _FORMULAS:
                self._leave(Omissions.FORMULA, element, "m:t", "w:t")
            elif element.tag not in _SILENT:
                self.inside(element, address)

    def _run(self, run: Element, address: str) -> None:
        properties = child(run, "w:rPr")
        toggles = self._reader.styles.toggles(properties, self.properties)
        fonts = child(properties, "w:rFonts")
        font = "" if fonts is None else fonts.get("w:ascii", "")
        for element in run:
            if element.tag in _DRAWN or element.tag == "mc:AlternateContent":
                self._reader.drawings.read(element, self.paragraph)
            elif element.tag == "w:fldChar":
                self._fields.meet(element.get("w:fldCharType", ""))
            elif element.tag == "w:instrText":
                self._fields.instruct(element.text or "")
            elif text := _text(element, font):
                self._put(text, toggles, address)
            elif element.tag not in _SILENT:
                self.inside(element, address)

    def _put(self, text: str, toggles: dict[str, bool], address: str) -> None:
        if toggles.get("w:strike") or toggles.get("w:dstrike"):
            self.paragraph.leave(Omissions.STRUCK, text)
        elif toggles.get("w:vanish"):
            self.paragraph.leave(Omissions.HIDDEN, text)
        else:
            bold, italic = toggles.get("w:b", False), toggles.get("w:i", False)
            address = address or self._kept(self._fields.address)
            self.paragraph.add(text, bold=bold, italic=italic, address=address)

    def _target(self, link: Element) -> str:
        relation = self._reader.relations.get(link.get("r:id", ""))
        target = relation.target if relation is not None and relation.is_external else ""
        anchor = link.get("w:anchor", "")
        return f"{target}#{anchor}" if anchor else target

    def _kept(self, address: str) -> str:
        """Return the address as a guide keeps it; report a lost one, except Word's automatic bookmarks."""
        kept = kept_address(address)
        if address and not kept and not address.startswith("#_"):
            self.paragraph.leave(Omissions.LINK, address)
        return kept

    def _leave(self, why: Omissions, element: Element, *tags: str) -> None:
        self.paragraph.leave(why, "".join(_texts(element, *tags)))


def _text(element: Element, font: str) -> str:
    if element.tag in {"w:t", "w:delText"}:
        return in_unicode(element.text or "", font).replace("\n", " ")
    if element.tag == "w:sym":
        number = element.get("w:char", "")
        return symbol_character(element.get("w:font", ""), int(number, 16)) if _is_number(number) else ""
    if element.tag == "w:br":
        return "\n" if element.get("w:type", "textWrapping") == "textWrapping" else " "
    return _BLANKS.get(element.tag, "")


def _is_number(number: str) -> bool:
    return len(number) == 4 and all(digit in "0123456789abcdefABCDEF" for digit in number)


def _texts(element: Element, *tags: str) -> Iterator[str]:
    return (inner.text or "" for inner in element.iter() if inner.tag in tags)
