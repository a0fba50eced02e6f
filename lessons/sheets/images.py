"""Images for printing, as JPEG in a printable size that the typesetter embeds without re-encoding."""

import logging
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image
from wagtail.images.exceptions import InvalidFilterSpecError

from home.images.availability import available_renditions
from home.images.crops import WHOLE, crop_specs
from home.images.masking import Box
from home.models import SiteImage
from home.storage.local_copies import local_path

PRINT_FILTER = "max-1000x1000|bgcolor-ffffff|format-jpeg|jpegquality-82"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PrintedPicture:
    """The file to print, or None when it is unusable; the size in pixels is set anyway to reserve space."""

    file: Path | None
    width: int
    height: int


def printed_picture(image: SiteImage, crop: Box = WHOLE) -> PrintedPicture:
    """Return the part of `image` in `crop`, for printing. A missing or broken file is logged, not raised."""
    spec = "|".join([*crop_specs(crop), PRINT_FILTER])
    try:
        rendition = available_renditions(image, [spec])[spec]
        file = local_path(rendition.file.name, rendition.file.storage)
        state = file.stat()
        _decode(file, state.st_mtime_ns, state.st_size)
    except (
        KeyError,
        OSError,
        ValueError,
        SyntaxError,
        InvalidFilterSpecError,
        Image.DecompressionBombError,
    ) as error:
        _log.error("Picture %s cannot be printed: %s", image.pk, error)
        width, height = (
            round(side * share / 100)
            for side, share in ((image.width, crop.width), (image.height, crop.height))
        )
        return PrintedPicture(None, width, height)
    return PrintedPicture(file, rendition.width, rendition.height)


@lru_cache(maxsize=4096)
def _decode(file: Path, changed: int, size: int) -> None:
    """Decode `file` completely; raises Pillow's error when it is broken. Cached until the file changes."""
    with Image.open(file) as picture:
        picture.load()
