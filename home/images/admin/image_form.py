"""The picture form of the administration: it deletes a replaced file and does not bypass review."""

from typing import Any

from django.utils.translation import gettext as _

from home.images.forms import PictureForm
from home.images.models import SiteImage
from home.images.replacement import erase, picture_replaced
from home.images.usage import ImageUse, uses_closed_to

# Fields that the public sees. Collection, tags and `vouched` concern editors only.
SHOWN_FIELDS = (
    "title",
    "description",
    "file",
    "focal_point_x",
    "focal_point_y",
    "focal_point_width",
    "focal_point_height",
)


class SitePictureForm(PictureForm):
    """Cleans the upload, and deletes the file that it replaces.

    `closed_by` lists the public uses that forbid this user to change the picture. In that case the fields
    that the public sees are left out, and the form is invalid if they are submitted anyway.
    """

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.closed_by: list[ImageUse] = []
        if user is not None and self.instance.pk:
            self.closed_by = uses_closed_to(user, self.instance)
        self._left_out = {}
        if self.closed_by:
            self._left_out = {name: self.fields.pop(name) for name in SHOWN_FIELDS if name in self.fields}

    def clean(self) -> dict[str, Any]:
        if any(self._is_sent(name) for name in self._left_out):
            self.add_error(None, locked_image_message(self.closed_by))
        return super().clean()

    def save(self, commit: bool = True) -> SiteImage:
        replaced = self.original_file.name if "file" in self.changed_data and self.original_file else ""
        image: SiteImage = super().save(commit)
        if commit and replaced:
            erase([replaced])
            picture_replaced.send(SiteImage, image=image)
        return image

    def _is_sent(self, name: str) -> bool:
        """Return whether a field that was left out is submitted with a changed value."""
        key = self.add_prefix(name)
        known = getattr(self.instance, name)
        return key in self.files or (
            key in self.data and self.data[key] != ("" if known is None else str(known))
        )


def locked_image_message(places: list[ImageUse]) -> str:
    """Return a French message: why the picture cannot be changed, and what to do instead."""
    titles = ", ".join(f"« {place.title} »" for place in places)
    return _(
        "Cette image est montrée par %(titles)s : ce que le public voit change après une relecture. Pour la "
        "changer, mettez une nouvelle image dans votre brouillon, puis soumettez-le. La masquer reste possible."
    ) % {"titles": titles}
