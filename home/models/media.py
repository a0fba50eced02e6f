"""Pictures of the site."""

from pathlib import PurePath
from uuid import uuid4

from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class SiteImage(AbstractImage):
    """A picture. Its alternative text belongs to each use, not to the picture."""

    admin_form_fields = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        pass

    def get_upload_to(self, filename: str) -> str:
        """A random ASCII name: the name a file had on its author's computer may tell who is on the picture."""
        return f"original_images/{uuid4().hex}{PurePath(filename).suffix.lower()}"


class SiteRendition(AbstractRendition):
    """A picture, resized and converted for one place."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="one_rendition_per_filter"
            )
        ]
