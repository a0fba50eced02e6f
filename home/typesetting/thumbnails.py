"""Thumbnails of the pages of a document, stored as one zip file."""

import io
import zipfile
from functools import cached_property


class Thumbnails:
    """PNG thumbnails of the pages of a document."""

    def __init__(self, archive: bytes) -> None:
        self._archive = archive

    @cached_property
    def count(self) -> int:
        with self._opened() as archive:
            return len(archive.namelist())

    def page(self, number: int) -> bytes:
        """Return the thumbnail of page `number`, from 1. Raises KeyError when there is no such page."""
        with self._opened() as archive:
            return archive.read(f"{number}.png")

    def _opened(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(io.BytesIO(self._archive))


def zipped_pages(pages: list[bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number, page in enumerate(pages, start=1):
            archive.writestr(zipfile.ZipInfo(f"{number}.png"), page)
    return packed.getvalue()
