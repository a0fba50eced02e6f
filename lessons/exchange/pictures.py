"""Pictures of imported guides: one stored picture a content, and none left behind by an import that failed."""

import hashlib
from pathlib import Path
from types import TracebackType
from typing import Self

from django.core.files.base import ContentFile

from home.models import SiteImage


class PictureStore:
    """Makes site pictures of files. Used as a context: if it ends in an error, the files it wrote are deleted.

    The database undoes its own rows; files must be undone by hand.
    """

    def __init__(self) -> None:
        self._written: list[SiteImage] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            for image in self._written:
                image.file.delete(save=False)

    def image_for(self, path: Path, title: str) -> SiteImage:
        """The site's picture with the very content of `path`, made if need be."""
        content = path.read_bytes()
        content_hash = hashlib.sha1(content, usedforsecurity=False).hexdigest()
        image = SiteImage.objects.filter(file_hash=content_hash).first()
        if image is not None:
            return image
        file = ContentFile(content, name=path.name)
        image = SiteImage.objects.create(
            title=title[:255], file=file, file_hash=content_hash, file_size=len(content)
        )
        self._written.append(image)
        return image
