"""Documents as files: the tagged PDF, the file for the printer, pictures of the pages."""

from enum import StrEnum

from home.typesetting.cache import cached_or_built
from home.typesetting.imposition import for_printer
from home.typesetting.thumbnails import zipped_pages
from home.typesetting.worker_pool import draw_in_worker, typeset_in_worker
from lessons.sheets.document import Document
from lessons.sheets.docx import docx_of
from lessons.sheets.typst_job import job_of, key_of


class FileKind(StrEnum):
    """The files that a document can be made into."""

    PDF = "pdf"  # Tagged PDF/UA-1, one copy, pages in order.
    PRINTER = "printer"  # Copies one after the other, or pages put together as a booklet. Not tagged.
    THUMBNAILS = "thumbnails"  # A zip of small pictures of the pages: see home.typesetting.thumbnails.
    DOCX = "docx"  # The first paper, to adapt in a word processor.


class RenderedDocument:
    """A document on its way to paper. Everything that makes a file raises DocumentUnavailableError when it cannot be made now.

    Attributes:
        key: what the files are known by: the same key, the same bytes.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._job = job_of(document)
        self.key = key_of(self._job)

    def name(self, kind: FileKind) -> str:
        """The name under which the file is kept."""
        options = self._document.options
        printer = f"-{options.copies}-{'booklet' if options.booklet else 'pages'}.pdf"
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
        return for_printer(self.pdf(), copies=options.copies, booklet=options.booklet)
