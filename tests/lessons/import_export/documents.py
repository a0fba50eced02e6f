"""Word and LibreOffice files as people write them, made in memory."""

import io
import zipfile
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.home.images import samples

RED = samples.picture(color="#cc0000")
BLUE = samples.picture(color="#0000cc")
TITLE = "Demander sa carte Vitale"


def _saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def describe(document: Any, words: str) -> None:
    """Give the last picture of a Word file its description."""
    document.element.body.xpath(".//wp:docPr")[-1].set("descr", words)


def link(paragraph: Any, address: str, words: str) -> None:
    relation = paragraph.part.relate_to(
        address,
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), relation)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = words
    run.append(text)
    element.append(run)
    paragraph._p.append(element)


def word() -> bytes:
    """A title, a first paragraph, three steps with lists, emphasis, links, pictures and a table."""
    document = docx.Document()
    document.add_heading(TITLE, 0)
    document.add_paragraph("Recevoir sa première carte Vitale à la maison.")
    document.add_heading("Ouvrir le compte ameli", 1)
    paragraph = document.add_paragraph("Appuyez sur ")
    paragraph.add_run("Me ").bold = True
    paragraph.add_run("connecter").bold = True
    paragraph.add_run(" <ici> & là, ")
    paragraph.add_run("sans courir").italic = True
    link(paragraph, "https://www.ameli.fr/?a=1&b=2", "le site")
    link(paragraph, "javascript:alert(1)", "un piège")
    document.add_picture(io.BytesIO(RED))
    describe(document, "La page d’accueil du compte.")
    document.add_heading("Préparer ses papiers", 1)
    document.add_paragraph("une pièce d’identité", style="List Bullet")
    document.add_paragraph("une photo", style="List Bullet")
    document.add_paragraph("Scannez.", style="List Number")
    document.add_heading("Un détail", 2)
    document.add_paragraph("Le scanner de la médiathèque est gratuit.")
    document.add_picture(io.BytesIO(BLUE))
    document.add_paragraph("Puis envoyez.")
    document.add_picture(io.BytesIO(samples.picture("GIF", mode="P")))
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Délai"
    table.cell(0, 1).text = "Trois semaines"
    return _saved(document)


def word_without_headings() -> bytes:
    document = docx.Document()
    document.add_paragraph("Bonjour.")
    document.add_paragraph("Appuyez sur Entrée.")
    return _saved(document)


def word_with_steps(count: int) -> bytes:
    document = docx.Document()
    document.add_heading("Long", 0)
    for number in range(count):
        document.add_heading(f"Étape {number}", 1)
        document.add_paragraph("Faites.")
    return _saved(document)


CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
{doctype}<office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:format="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink">
 <office:automatic-styles>
  <style:style style:name="T1" style:family="text"><style:text-properties format:font-weight="bold"/></style:style>
  <style:style style:name="T2" style:family="text"><style:text-properties format:font-style="italic"/></style:style>
  <style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
  <text:list-style style:name="L1"><text:list-level-style-bullet text:level="1"/></text:list-style>
  <text:list-style style:name="L2"><text:list-level-style-number text:level="1"/></text:list-style>
 </office:automatic-styles>
 <office:body><office:text>
  <text:tracked-changes><text:p>Effacé.</text:p></text:tracked-changes>
  <text:p text:style-name="P1">Demander sa carte Vitale</text:p>
  <text:p>Recevoir sa première carte Vitale à la maison.</text:p>
  <text:h text:outline-level="1">Ouvrir le compte ameli</text:h>
  <text:p>Appuyez sur <text:span text:style-name="T1">Me connecter</text:span> &lt;ici&gt; &amp; là,<text:s/><text:span
   text:style-name="T2">sans courir</text:span><text:a xlink:href="https://www.ameli.fr/?a=1&amp;b=2">le site</text:a><text:a
   xlink:href="javascript:alert(1)">un piège</text:a><text:note><text:p>Une note.</text:p></text:note>{entity}</text:p>
  <text:p><draw:frame><draw:image xlink:href="Pictures/rouge.png"/><svg:desc>La page d’accueil du compte.</svg:desc></draw:frame></text:p>
  <text:h text:outline-level="1">Préparer ses papiers</text:h>
  <text:list text:style-name="L1"><text:list-item><text:p>une pièce d’identité</text:p></text:list-item>
   <text:list-item><text:p>une photo</text:p></text:list-item></text:list>
  <text:list text:style-name="L2"><text:list-item><text:p>Scannez.</text:p></text:list-item></text:list>
  <text:h text:outline-level="2">Un détail</text:h>
  <text:p>Le scanner de la médiathèque est gratuit.</text:p>
  <text:p><draw:frame><draw:image xlink:href="Pictures/bleu.png"/></draw:frame></text:p>
  <text:p>Puis envoyez.</text:p>
  <text:p><draw:frame><draw:image xlink:href="Pictures/image.gif"/></draw:frame></text:p>
  <text:p><draw:frame><draw:image xlink:href="https://ailleurs.example/suivi.png"/></draw:frame></text:p>
  <table:table><table:table-row><table:table-cell><text:p>Délai</text:p></table:table-cell>
   <table:table-cell><text:p>Trois semaines</text:p></table:table-cell></table:table-row></table:table>
 </office:text></office:body>
</office:document-content>
"""


def opendocument(doctype: str = "", entity: str = "") -> bytes:
    """The same document from LibreOffice."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", CONTENT.format(doctype=doctype, entity=entity))
        archive.writestr("Pictures/rouge.png", RED)
        archive.writestr("Pictures/bleu.png", BLUE)
        archive.writestr("Pictures/image.gif", samples.picture("GIF", mode="P"))
    return file.getvalue()


def zip_bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", b"0" * 60 * 1024**2)
    return file.getvalue()
