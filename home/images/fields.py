"""Form and model fields that accept only clean pictures. The form field explains a refusal to the user."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.fields.files import ImageFileDescriptor
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField as WagtailImageFormField
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from home.images.cleaning import CleanPicture, RefusedPictureError, clean_picture
from home.images.size_limits import MAX_BYTES


class CleanFile(SimpleUploadedFile):
    """A cleaned picture that is not stored yet. It is not cleaned again, and has lost its original name."""

    def __init__(self, picture: CleanPicture) -> None:
        super().__init__(f"image{picture.suffix}", picture.content, f"image/{picture.suffix[1:]}")
        self.received = picture.received


def clean_file(file: "File[bytes]") -> CleanFile:
    """Return `file` cleaned, or unchanged when it is already a CleanFile. Raises RefusedPictureError."""
    if isinstance(file, CleanFile):
        return file
    size = getattr(file, "size", None)
    if size is not None and size > MAX_BYTES:
        # Do not read a file this large: `clean_picture` refuses it by its size.
        content = b" " * (MAX_BYTES + 1)
    else:
        file.seek(0)
        content = file.read()
    return CleanFile(clean_picture(content))


class PictureFormField(WagtailImageFormField):
    """Cleans an uploaded file. A refusal becomes a validation error of one French sentence."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help_text = _(
            "PNG, JPEG, WebP ou HEIC (iPhone), %(most)s Mo au plus. Une très grande image est réduite."
        ) % {"most": MAX_BYTES // 1024**2}

    def to_python(self, data: Any) -> CleanFile | None:
        file = forms.FileField.to_python(self, data)
        if file is None:
            return None
        try:
            return clean_file(file)
        except RefusedPictureError as error:
            raise ValidationError(str(error), code="refused_picture") from error


class PictureFieldFile(WagtailImageFieldFile):
    """Cleans the file before storage, also when it does not come from a form."""

    def save(self, name: str, content: "File[bytes]", save: bool = True) -> None:
        if content.name is None:
            content = ContentFile(content.read(), name=name)
        clean = clean_file(content)
        super().save(clean.name, clean, save=save)


class PictureDescriptor(ImageFileDescriptor):
    """Does not reopen an unchanged file for its dimensions when a form assigns it: the file may be lost."""

    def __set__(self, instance: Any, value: Any) -> None:
        known = instance.__dict__.get(self.field.attname)
        if not (isinstance(value, PictureFieldFile) and value._committed and value == known):
            super().__set__(instance, value)


class PictureField(WagtailImageField):
    """Wagtail's image field with that check. Migrations name the stock field: the column is the same."""

    attr_class = PictureFieldFile
    descriptor_class = PictureDescriptor

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.images.models.WagtailImageField", args, kwargs
