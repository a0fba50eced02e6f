"""Stores images of imported guides: one image per content, and no leftover file after a failed import."""

import hashlib
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from django.utils.translation import gettext as _

from home.images import CleanPicture, RefusedPictureError, clean_picture
from home.images.fields import CleanFile
from home.models import SiteImage


class ImportedImages:
    """Creates site images from files. A context manager: on an error, it deletes the files it has written.

    The database rolls back its rows, but files must be deleted explicitly.

    Args:
        user: the uploader of the images, who may then mask parts of them.
        most_points: limit on the pixels of all images together, as cleaning takes time; None for no limit.
        reads: search each new image for personal data now, because it is published at once, instead of later.
        vouched: the user has checked every image for personal data.
    """

    def __init__(
        self, user: Any = None, most_points: int | None = None, *, reads: bool = False, vouched: bool = False
    ) -> None:
        self.user = user
        self._most_points = most_points
        self._points = 0
        self._reads, self._vouched = reads, vouched
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
        """Return the site image with the content of `path`, before or after cleaning; create it if needed."""
        return self.keep(path.read_bytes(), title)

    def keep(self, content: bytes, title: str) -> SiteImage:
        """Do the same for bytes. Raises RefusedPictureError."""
        return self._known(content) or self._kept(self._cleaned(content), title)

    def _cleaned(self, content: bytes) -> CleanPicture:
        if self._most_points is not None and self._points > self._most_points:
            raise RefusedPictureError(_("Les images de ce fichier sont trop grandes, toutes ensemble."))
        picture = clean_picture(content)
        self._points += picture.width * picture.height
        return picture

    def _kept(self, picture: CleanPicture, title: str) -> SiteImage:
        known = self._known(picture.content)
        if known is not None:
            return known
        image = SiteImage(
            title=title[:255],
            uploaded_by_user=self.user,
            file=CleanFile(picture),
            file_size=len(picture.content),
        )
        image.file_hash = _hash(picture.content)
        if self._reads:
            image.look_for_personal_data(picture.content)
        image.vouched = self._vouched
        image.save()
        self._written.append(image)
        return image

    def _known(self, content: bytes) -> SiteImage | None:
        return SiteImage.objects.filter(file_hash=_hash(content)).first()


def _hash(content: bytes) -> str:
    """Return the hash that Wagtail uses to compare images."""
    return hashlib.sha1(content, usedforsecurity=False).hexdigest()
