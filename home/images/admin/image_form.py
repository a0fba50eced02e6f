"""The form of a picture in the administration: a new file leaves nothing of the old one, and passes no review by."""

from typing import Any

from django.utils.translation import gettext as _

from home.images.forms import PictureForm
from home.images.models import SiteImage
from home.images.replacement import erase, picture_replaced
from home.images.usage import ImageUse, uses_closed_to

# What readers see or hear of a picture. Its collection, its words to find it and who vouches for it are for editors.
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
    """Cleans what comes in, and makes sure that what it replaces is gone.

    `closed_by` are the public places that keep this person from changing the picture: the fields that readers see
    are then left out, and refused if they are sent all the same.
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
        """Whether a field that was left out is sent with another value than the picture has."""
        key = self.add_prefix(name)
        known = getattr(self.instance, name)
        return key in self.files or (
            key in self.data and self.data[key] != ("" if known is None else str(known))
        )


def locked_image_message(places: list[ImageUse]) -> str:
    """Why the picture cannot be changed, and what to do instead."""
    titles = ", ".join(f"« {place.title} »" for place in places)
    return _(
        "Cette image est montrée par %(titles)s : ce que le public voit change après une relecture. Pour la "
        "changer, mettez une nouvelle image dans votre brouillon, puis soumettez-le. La masquer reste possible."
    ) % {"titles": titles}
