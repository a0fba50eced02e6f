"""Fragments of Word and LibreOffice files as these programs write them, to combine freely. `{n}` makes words
unique.
"""

import io
import zipfile
from xml.sax.saxutils import quoteattr

from lessons.import_export.documents.opendocument import PREFIXES as ODT_PREFIXES
from lessons.import_export.documents.word_package import PREFIXES as WORD_PREFIXES

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(inside: str, style: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inside}</w:p>'


def field(instruction: str, words: str) -> str:
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>' for mark in ("begin", "separate", "end")
    )
    return f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{separate}{run(words)}{end}"


BOX = "<w:txbxContent>" + paragraph(run("mot{n}a")) + paragraph(run("mot{n}b")) + "</w:txbxContent>"
CELLS = "<w:tc>" + paragraph(run("mot{n}a")) + "</w:tc><w:tc>" + paragraph(run("mot{n}b")) + "</w:tc>"
WORD = {
    "text": paragraph(run("mot{n}a ") + run("mot{n}b", "<w:b/>")),
    "word in two runs": paragraph(run("mot{n}", "<w:b/><w:i/>") + run("a", "<w:b/><w:i/>")),
    "title": paragraph(run("mot{n}a"), "Titre"),
    "heading": paragraph(run("mot{n}a"), "Titre1"),
    "lower heading": paragraph(run("mot{n}a"), "Titre2"),
    "step line": paragraph(run("Étape {n} : mot{n}a", "<w:b/>")),
    "long heading": paragraph(run("mot{n}a " + "très " * 30 + "mot{n}b"), "Titre1").replace("mot{n}a", ""),
    "item": "<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>" + run("mot{n}a") + "</w:p>",
    "contents": paragraph(run("mot{n}a"), "TM1"),
    "content control": "<w:sdt><w:sdtPr/><w:sdtContent>" + paragraph(run("mot{n}a")) + "</w:sdtContent></w:sdt>",
    "control in line": paragraph("<w:sdt><w:sdtContent>" + run("mot{n}a") + "</w:sdtContent></w:sdt>"),
    "table": "<w:tbl><w:tr>" + CELLS + "</w:tr></w:tbl>",
    "row in control": "<w:tbl><w:sdt><w:sdtContent><w:tr>" + CELLS + "</w:tr></w:sdtContent></w:sdt></w:tbl>",
    "table in table": "<w:tbl><w:tr><w:tc><w:tbl><w:tr>" + CELLS + "</w:tr></w:tbl></w:tc></w:tr></w:tbl>",
    "link field": paragraph(field('HYPERLINK "https://exemple.fr/" \\l "ici"', "mot{n}a")),
    "simple field": paragraph("<w:fldSimple w:instr='HYPERLINK \"https://exemple.fr/\"'>" + run("mot{n}a") + "</w:fldSimple>"),
    "open field": paragraph(field("PAGE", "mot{n}a").rpartition("<w:r>")[0]),
    "struck": paragraph(run("mot{n}a", "<w:strike/>") + run("mot{n}b")),
    "hidden": paragraph(run("mot{n}a", "<w:vanish/>") + run("mot{n}b", "<w:vanish w:val='0'/>")),
    "hidden by style": paragraph(run("mot{n}a", "<w:rStyle w:val='Secret'/>")),
    "moved": paragraph("<w:moveFrom>" + run("mot{n}a") + "</w:moveFrom>")
    + paragraph("<w:moveTo>" + run("mot{n}a") + "</w:moveTo>"),
    "moved nowhere": paragraph("<w:moveFrom>" + run("mot{n}a") + "</w:moveFrom>"),
    "inserted": paragraph("<w:ins>" + run("mot{n}a") + "</w:ins>"),
    "deleted": paragraph("<w:del><w:r><w:delText>mot{n}a</w:delText></w:r></w:del>"),
    "formula": paragraph("<m:oMath><m:r><m:t>mot{n}a</m:t></m:r></m:oMath>"),
    "text box": paragraph(
        run("mot{n}c")
        + "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp>" + BOX
        + "</wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>" + BOX
        + "</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    ),
    "box of old": paragraph("<w:r><w:pict><v:shape><v:textbox>" + BOX + "</v:textbox></v:shape></w:pict></w:r>"),
    "newer drawing": paragraph(
        "<w:r><mc:AlternateContent><mc:Choice Requires='am3d'/><mc:Fallback><w:pict><v:shape>" + BOX
        + "</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    ),
    "ruby": paragraph("<w:r><w:ruby><w:rt>" + run("mot{n}a") + "</w:rt><w:rubyBase>" + run("mot{n}b") + "</w:rubyBase></w:ruby></w:r>"),
    "unknown around": "<w:futur>" + paragraph("<w:futur>" + run("mot{n}a") + "</w:futur>") + "</w:futur>",
}  # fmt: skip

STYLES = "".join(
    f"<w:style w:styleId='{key}'><w:name w:val='{name}'/>{more}</w:style>"
    for key, name, more in (
        ("Titre", "Title", ""),
        ("Titre1", "heading 1", ""),
        ("Titre2", "heading 2", ""),
        ("TM1", "toc 1", ""),
        ("Barre", "Barré", "<w:rPr><w:vanish/></w:rPr>"),
        ("Secret", "Secret", "<w:basedOn w:val='Barre'/>"),
    )
)

ODT = {
    "text": "<text:p>mot{n}a <text:span text:style-name='B'>mot{n}b</text:span></text:p>",
    "heading": "<text:h text:outline-level='1'>mot{n}a</text:h>",
    "lower heading": "<text:h text:outline-level='2'>mot{n}a</text:h>",
    "step line": "<text:p text:style-name='B'>Étape {n} : mot{n}a</text:p>",
    "list": "<text:list><text:list-item><text:p>mot{n}a</text:p><text:list><text:list-item><text:p>mot{n}b</text:p>"
    "</text:list-item></text:list></text:list-item></text:list>",
    "table": "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>mot{n}a</text:p>"
    "</table:table-cell></table:table-row></table:table-header-rows></table:table>",
    "section": "<text:section><text:p>mot{n}a</text:p></text:section>",
    "hidden section": "<text:section text:display='none'><text:p>mot{n}a</text:p></text:section>",
    "contents": "<text:table-of-content><text:index-body><text:p>mot{n}a</text:p></text:index-body></text:table-of-content>",
    "struck": "<text:p><text:span text:style-name='S'>mot{n}a</text:span> mot{n}b</text:p>",
    "struck by paragraph": "<text:p text:style-name='S'>mot{n}a</text:p>",
    "hidden": "<text:p><text:span text:style-name='H'>mot{n}a</text:span></text:p>",
    "deleted": "<text:tracked-changes><text:changed-region><text:deletion><text:p>mot{n}a</text:p></text:deletion>"
    "</text:changed-region></text:tracked-changes>",
    "note": "<text:p>mot{n}a<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>mot{n}b</text:p>"
    "</text:note-body></text:note></text:p>",
    "comment": "<text:p>mot{n}a<office:annotation><dc:creator>Léa</dc:creator><text:p>mot{n}b</text:p></office:annotation></text:p>",
    "text box": "<text:p>mot{n}a<draw:frame><draw:text-box><text:p>mot{n}b</text:p></draw:text-box></draw:frame></text:p>",
    "shape": "<text:p>mot{n}a<draw:custom-shape><text:p>mot{n}b</text:p><draw:enhanced-geometry/></draw:custom-shape></text:p>",
    "group": "<draw:g><draw:rect><text:p>mot{n}a</text:p></draw:rect><draw:line/></draw:g>",
    "link": "<text:p><text:a xlink:href='https://exemple.fr/#ici'>mot{n}a</text:a></text:p>",
    "formula": "<text:p><draw:frame><draw:object><math>mot{n}a</math></draw:object></draw:frame></text:p>",
    "ruby": "<text:p><text:ruby><text:ruby-base>mot{n}a</text:ruby-base><text:ruby-text>mot{n}b</text:ruby-text></text:ruby></text:p>",
    "unknown around": "<futur><text:p><futur>mot{n}a</futur></text:p></futur>",
}  # fmt: skip

ODT_STYLES = (
    "<style:style style:name='B'><style:text-properties fo:font-weight='bold'/></style:style>"
    "<style:style style:name='S'><style:text-properties style:text-line-through-style='solid'/></style:style>"
    "<style:style style:name='H'><style:text-properties text:display='none'/></style:style>"
)


def archive_of(parts: dict[str, str | bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def names_of(prefixes: dict[str, str]) -> str:
    """Namespace declarations, the first of each prefix."""
    first = {prefix: uri for uri, prefix in reversed(prefixes.items())}
    return " ".join(f"xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in first.items())


def docx(body: str, *, relations: str = "", **parts: str) -> bytes:
    """A Word file with that body, and more parts by name: `footnotes="<w:footnote>…"`."""
    names = names_of(WORD_PREFIXES)
    all_parts = {"styles": STYLES, **parts}
    related = "".join(
        f"<Relationship Id='x{name}' Type='{KINDS}/{name}' Target='{name}.xml'/>" for name in all_parts
    )
    return archive_of(
        {
            "_rels/.rels": f"<Relationships xmlns='{RELATIONS}'><Relationship Id='a' Type='{KINDS}/officeDocument'"
            " Target='word/document.xml'/></Relationships>",
            "word/_rels/document.xml.rels": f"<Relationships xmlns='{RELATIONS}'>{related}{relations}</Relationships>",
            "word/document.xml": f"<w:document {names}><w:body>{body}</w:body></w:document>",
            **{
                f"word/{name}.xml": f"<w:{name} {names}>{inside}</w:{name}>"
                for name, inside in all_parts.items()
            },
        },
        zipfile.ZIP_DEFLATED,
    )


def odt(body: str) -> bytes:
    """A LibreOffice file with that body."""
    return archive_of(
        {
            "content.xml": f"<office:document-content {names_of(ODT_PREFIXES)}><office:automatic-styles>{ODT_STYLES}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>"
        },
        zipfile.ZIP_DEFLATED,
    )
