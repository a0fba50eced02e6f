"""Models of pictures and of their renditions."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any
from uuid import uuid4

from django.db import OperationalError, models
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    Image,
    SourceImageIOError,
    get_upload_to,
)

from home.caching.memoize import skip_page_cache
from home.images.fields import PictureField, clean_file
from home.images.privacy import PersonalDataMixin
from home.write_lock import without_waiting

ORIGINALS = "original_images"
RENDITIONS = "images"
MAX_SPEC_LENGTH = 50


class SiteImage(PersonalDataMixin, AbstractImage):
    """A picture. The alternative text is stored with each use, not with the picture."""

    admin_form_fields = (*Image.admin_form_fields, "vouched")

    file: Any = PictureField(
        verbose_name=_("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )
    received_width = models.PositiveIntegerField(null=True, editable=False)  # Before it was scaled down.
    received_height = models.PositiveIntegerField(null=True, editable=False)

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.file and not self.file._committed:
            clean = clean_file(self.file.file)
            self.file = clean  # Before Django fills in the width and height columns.
            self.received_width, self.received_height = clean.received or (None, None)
        with _stored_with_its_row(self):
            super().save(*args, **kwargs)
        self.file.close()
        self.file._file = None  # Read it from storage from now on, not from the upload.

    @property
    def stem(self) -> str:
        """The common start of the names of the picture's file and of all its renditions."""
        return PurePath(self.file.name).stem

    @property
    def reduction(self) -> str:
        """A French sentence that says how the upload was scaled down, or an empty string."""
        if not self.received_width or not self.received_height:
            return ""
        sizes = {
            "width": self.width,
            "height": self.height,
            "first_width": self.received_width,
            "first_height": self.received_height,
        }
        return gettext(
            "L’image a été réduite à %(width)s × %(height)s points : "
            "le fichier reçu en faisait %(first_width)s × %(first_height)s."
        ) % {name: number_format(size, force_grouping=True) for name, size in sizes.items()}

    def get_upload_to(self, filename: str) -> str:
        """Return a random ASCII name: the original file name may identify the person on the picture."""
        return f"{ORIGINALS}/{uuid4().hex}{PurePath(filename).suffix.lower()}"

    def create_rendition(self, filter: Filter) -> AbstractRendition:  # noqa: A002  Wagtail's name.
        """Create a rendition; if the file was replaced meanwhile, delete the rendition and create it again.

        A picture may be masked while a visitor's request is resizing the unmasked file.
        """
        with _as_missing():
            made = super().create_rendition(filter)
            return super().create_rendition(filter) if self._was_replaced([made]) else made

    def create_renditions(self, *filters: Filter) -> dict[Filter, AbstractRendition]:
        """Create several renditions, with the same check."""
        with _as_missing():
            made = super().create_renditions(*filters)
            return super().create_renditions(*filters) if self._was_replaced(made.values()) else made

    def _was_replaced(self, made: Collection[AbstractRendition]) -> bool:
        """Return whether the picture's file changed since `made` were created. If so, delete them."""
        if not made:
            return False
        current = type(self).objects.filter(pk=self.pk).values_list("file", flat=True).first()
        if current in {None, self.file.name}:
            return False
        for rendition in made:
            rendition.file.storage.delete(rendition.file.name)
            rendition.delete()
        self.refresh_from_db(fields=["file", "width", "height", "file_size", "file_hash"])
        return True


@contextmanager
def _stored_with_its_row(picture: SiteImage) -> Iterator[None]:
    """Delete the newly stored file when saving its database row fails."""
    is_new = bool(picture.file) and not picture.file._committed
    try:
        yield
    except Exception:
        if is_new and picture.file._committed:
            picture.file.storage.delete(picture.file.name)
        raise


@contextmanager
def _as_missing() -> Iterator[None]:
    """Raise SourceImageIOError when the file is unreadable, the disk is full or the database is locked.

    Pages then show the alternative text in place of the picture, for this request only.
    """
    try:
        with without_waiting():
            yield
    except (OSError, SyntaxError, ValueError, OperationalError) as error:
        skip_page_cache()
        raise SourceImageIOError(str(error)) from error


class SiteRendition(AbstractRendition):
    """A picture resized and converted for one place in a template."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("image aux dimensions d’un emplacement")
        verbose_name_plural = _("images aux dimensions d’un emplacement")
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="one_rendition_per_filter"
            )
        ]

    def get_upload_to(self, filename: str) -> str:
        """Return an unguessable name: it keeps the picture's full random name, which Wagtail shortens."""
        spec = self.filter_spec.replace("|", ".")[:MAX_SPEC_LENGTH]
        return f"{RENDITIONS}/{self.image.stem}.{spec}{PurePath(filename).suffix}"
