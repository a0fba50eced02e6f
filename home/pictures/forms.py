"""The form by which people give pictures, wherever the administration shows one."""

from typing import Any

from wagtail.images.forms import BaseImageForm

from home.pictures.fields import PictureFormField


class PictureForm(BaseImageForm):
    """Wagtail's form of a picture, with the field that cleans."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stock = self.fields.get("file")
        if stock is not None:
            self.fields["file"] = PictureFormField(
                label=stock.label, required=stock.required, widget=stock.widget
            )
