"""Documents as files: the tagged PDF, the file for the printer, pictures of the pages."""

import io
import zipfile
from functools import cached_property

from lessons.sheets.cache import kept
from lessons.sheets.document import Document
from lessons.sheets.imposition import for_printer
from lessons.sheets.job import job_of, key_of
from lessons.sheets.pool import draw_in_worker, typeset_in_worker


class Sheet:
    """A document on its way to paper. Everything that makes a file raises SheetUnavailable when it cannot be made now.

    Attributes:
        key: what the files are known by: the same key, the same bytes.
    """

    def __init__(self, document: Document) -> None:
        self._job = job_of(document)
        self._options = document.options
        self.key = key_of(self._job)

    def pdf(self) -> bytes:
        """Tagged PDF/UA-1, one copy, pages in order."""
        return kept(f"{self.key}.pdf", lambda: typeset_in_worker(self._job))

    def printer_pdf(self) -> bytes:
        """As the options ask: copies one after the other, or pages put together as a booklet. Not tagged."""
        copies, booklet = self._options.copies, self._options.booklet
        return kept(
            f"{self.key}-{copies}-{'booklet' if booklet else 'pages'}.pdf",
            lambda: for_printer(self.pdf(), copies=copies, booklet=booklet),
        )

    def thumbnails(self) -> "Thumbnails":
        return Thumbnails(kept(f"{self.key}.zip", lambda: _zipped(draw_in_worker(self._job))))


class Thumbnails:
    """Small PNG pictures of the pages of a document."""

    def __init__(self, archive: bytes) -> None:
        self._archive = archive

    @cached_property
    def count(self) -> int:
        with self._opened() as archive:
            return len(archive.namelist())

    def page(self, number: int) -> bytes:
        """The picture of page `number`, from 1. Raises KeyError when there is no such page."""
        with self._opened() as archive:
            return archive.read(f"{number}.png")

    def _opened(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(io.BytesIO(self._archive))


def _zipped(pages: list[bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number, page in enumerate(pages, start=1):
            archive.writestr(zipfile.ZipInfo(f"{number}.png"), page)
    return packed.getvalue()
