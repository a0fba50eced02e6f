"""Renders documents as files: the tagged PDF, the file for the printer, thumbnails of the pages, DOCX."""

from enum import StrEnum

from home.typesetting.cache import cached_or_built
from home.typesetting.imposition import for_printer
from home.typesetting.thumbnails import zipped_pages
from home.typesetting.worker_pool import draw_in_worker, typeset_in_worker
from lessons.sheets.document import Document
from lessons.sheets.docx import docx_of
from lessons.sheets.typst_job import job_of, key_of


class FileKind(StrEnum):
    """The kinds of files that a document can be rendered as."""

    PDF = "pdf"  # Tagged PDF/UA-1, one copy, pages in order.
    PRINTER = "printer"  # Repeated copies, or pages imposed as a booklet. Not tagged.
    THUMBNAILS = "thumbnails"  # A zip file of page thumbnails: see home.typesetting.thumbnails.
    DOCX = "docx"  # The first editable paper, for a word processor.


class RenderedDocument:
    """A document to render. Methods that build a file raise DocumentUnavailableError when they cannot now.

    Attributes:
        key: the cache key of the files; equal keys mean equal bytes.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._job = job_of(document)
        self.key = key_of(self._job)

    def name(self, kind: FileKind) -> str:
        """Return the file name in the cache."""
        options = self._document.options
        pages = "booklet" if options.booklet else "sheets" if options.both_sides else "pages"
        printer = f"-{options.copies}-{pages}.pdf"
        endings = {FileKind.PDF: ".pdf", FileKind.PRINTER: printer, FileKind.DOCX: ".docx"}
        return self.key + endings.get(kind, ".zip")

    def file(self, kind: FileKind) -> bytes:
        build = {
            FileKind.PDF: lambda: typeset_in_worker(self._job),
            FileKind.PRINTER: self._for_printer,
            FileKind.THUMBNAILS: lambda: zipped_pages(draw_in_worker(self._job)),
            FileKind.DOCX: lambda: docx_of(self._document),
        }
        return cached_or_built(self.name(kind), build[kind])

    def pdf(self) -> bytes:
        return self.file(FileKind.PDF)

    def _for_printer(self) -> bytes:
        options = self._document.options
        return for_printer(
            self.pdf(), copies=options.copies, booklet=options.booklet, both_sides=options.both_sides
        )
