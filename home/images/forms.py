"""The form by which people give pictures, wherever the administration shows one."""

from typing import Any

from wagtail.images.forms import BaseImageForm

from home.images.fields import PictureFormField


class PictureForm(BaseImageForm):
    """Wagtail's form of a picture, with the field that cleans."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stock = self.fields.get("file")
        if stock is not None:
            self.fields["file"] = PictureFormField(
                label=stock.label, required=stock.required, widget=stock.widget
            )
        else:  # Of several pictures given at once, each has come in already.
            self.fields["title"].help_text = self.instance.reduction

    def clean(self) -> dict[str, Any]:
        """Reads a new file before it is kept. What a person says in this form is about this very file."""
        values = super().clean() or self.cleaned_data
        file = values.get("file")
        if "file" in self.changed_data and file is not None:
            file.seek(0)
            self.instance.look_for_personal_data(file.read())
            file.seek(0)
            if self.initial.get("vouched"):
                values["vouched"] = False  # It was said of the file that goes.
        return values
