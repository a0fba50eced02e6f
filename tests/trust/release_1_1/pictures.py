"""Draws pictures to upload, and makes the pictures of a site small enough for a repository."""

import hashlib
import io
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

from home.models import SiteImage, SiteRendition

SIZE = (900, 320)
COLOURS = 16


def drawn_picture(*lines: str) -> SimpleUploadedFile:
    """A screenshot with these lines of text, as an upload."""
    picture = Image.new("RGB", SIZE, "#ffffff")
    font = ImageFont.load_default(36)
    ImageDraw.Draw(picture).multiline_text((40, 40), "\n".join(lines), fill="#000000", font=font, spacing=24)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return SimpleUploadedFile("capture.png", file.getvalue(), "image/png")


def make_pictures_light() -> None:
    """Delete the resized pictures, which the site makes by itself; rewrite each picture in few colours.

    Its dimensions stay the same. The columns that describe its file are updated as the model does it.
    """
    for rendition in SiteRendition.objects.all():
        rendition.file.delete(save=False)
    SiteRendition.objects.all().delete()
    for image in SiteImage.objects.all():
        content = _in_few_colours(Path(settings.MEDIA_ROOT, image.file.name))
        digest = hashlib.sha1(content, usedforsecurity=False).hexdigest()
        SiteImage.objects.filter(pk=image.pk).update(file_size=len(content), file_hash=digest)


def _in_few_colours(path: Path) -> bytes:
    """Rewrite the PNG file at `path`; return its content."""
    with Image.open(path) as picture:
        light = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    file = io.BytesIO()
    light.save(file, "PNG", optimize=True)
    path.write_bytes(file.getvalue())
    return file.getvalue()
