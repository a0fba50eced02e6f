"""The picture form, used wherever the administration uploads or edits a picture."""

from typing import Any

from wagtail.images.forms import BaseImageForm

from home.images.fields import PictureFormField


class PictureForm(BaseImageForm):
    """Wagtail's picture form with the cleaning file field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stock = self.fields.get("file")
        if stock is not None:
            self.fields["file"] = PictureFormField(
                label=stock.label, required=stock.required, widget=stock.widget
            )
        else:  # In a multiple upload, the file is already stored.
            self.fields["title"].help_text = self.instance.reduction

    def clean(self) -> dict[str, Any]:
        """Look for personal data in a new file. The `vouched` checkbox then applies to that file."""
        values = super().clean() or self.cleaned_data
        file = values.get("file")
        if "file" in self.changed_data and file is not None:
            file.seek(0)
            self.instance.look_for_personal_data(file.read())
            file.seek(0)
            if self.initial.get("vouched"):
                values["vouched"] = False  # The user vouched for the previous file.
        return values
