"""Pictures of imported guides: one stored picture a content, and none left behind by an import that failed."""

import hashlib
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from django.utils.translation import gettext as _

from home.images import CleanPicture, RefusedPictureError, clean_picture
from home.images.fields import CleanFile
from home.models import SiteImage


class ImportedImages:
    """Makes site pictures of files. Used as a context: if it ends in an error, the files it wrote are deleted.

    The database undoes its own rows; files must be undone by hand.

    Args:
        user: who may then mask what they brought in.
        most_points: how many pixels all pictures together may have, for cleaning them takes time; None for any number.
        reads: a machine reads each new picture now, since it is published at once; otherwise that is done later.
        vouched: whoever brings them in has looked at every picture.
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
        """The site's picture with the very content of `path`, or with what cleaning leaves of it; made if need be."""
        return self.keep(path.read_bytes(), title)

    def keep(self, content: bytes, title: str) -> SiteImage:
        """The same for bytes. Raises RefusedPictureError."""
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
    """The hash by which Wagtail tells pictures apart."""
    return hashlib.sha1(content, usedforsecurity=False).hexdigest()
