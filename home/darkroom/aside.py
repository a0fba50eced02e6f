"""Files that Wagtail keeps aside while a form is unfinished: cleaned too, for they lie in the same storage."""

from typing import Any

from wagtail.models import UploadedFile

from home.models import SiteImage
from home.pictures.fields import clean_file


def clean_aside(sender: type[UploadedFile], instance: UploadedFile, **kwargs: Any) -> None:
    """Receives `pre_save`: the form has accepted the file already, so this cannot refuse it."""
    is_picture = instance.for_content_type.model_class() is SiteImage
    if is_picture and instance.file and not instance.file._committed:
        instance.file = clean_file(instance.file.file)
