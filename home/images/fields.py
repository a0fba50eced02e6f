"""Fields that let nothing but clean pictures through: one for forms, which explains, one for tables, which insists."""

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
    """A cleaned picture on its way to the storage: it is not cleaned twice, and has lost its first name."""

    def __init__(self, picture: CleanPicture) -> None:
        super().__init__(f"image{picture.suffix}", picture.content, f"image/{picture.suffix[1:]}")
        self.received = picture.received


def clean_file(file: "File[bytes]") -> CleanFile:
    """`file` cleaned, or itself when it is clean already. Raises RefusedPictureError."""
    if isinstance(file, CleanFile):
        return file
    size = getattr(file, "size", None)
    if size is not None and size > MAX_BYTES:
        content = b" " * (MAX_BYTES + 1)  # Too heavy to be read: refused by its weight alone.
    else:
        file.seek(0)
        content = file.read()
    return CleanFile(clean_picture(content))


class PictureFormField(WagtailImageFormField):
    """Takes an uploaded file and gives the clean one; a refusal is one French sentence beside the field."""

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
    """The last check before the storage: code that knows no form cannot bring in an unclean file either."""

    def save(self, name: str, content: "File[bytes]", save: bool = True) -> None:
        if content.name is None:
            content = ContentFile(content.read(), name=name)
        clean = clean_file(content)
        super().save(clean.name, clean, save=save)


class PictureDescriptor(ImageFileDescriptor):
    """Forms give a picture the file that it has already: that one is not read again for its size, for it may be lost."""

    def __set__(self, instance: Any, value: Any) -> None:
        known = instance.__dict__.get(self.field.attname)
        if not (isinstance(value, PictureFieldFile) and value._committed and value == known):
            super().__set__(instance, value)


class PictureField(WagtailImageField):
    """Wagtail's image field with that check. Migrations name the stock field: the table is the same."""

    attr_class = PictureFieldFile
    descriptor_class = PictureDescriptor

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.images.models.WagtailImageField", args, kwargs
