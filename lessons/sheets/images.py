"""Pictures for paper: JPEG of a printable size, which the typesetter copies through without growing it."""

import logging
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image
from wagtail.images.exceptions import InvalidFilterSpecError

from home.images.availability import available_renditions
from home.models import SiteImage
from home.storage.local_copies import local_path

PRINT_FILTER = "max-1000x1000|bgcolor-ffffff|format-jpeg|jpegquality-82"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PrintedPicture:
    """The file to print, or None when it cannot be; sizes in pixels either way, so that the place is kept."""

    file: Path | None
    width: int
    height: int


def printed_picture(image: SiteImage) -> PrintedPicture:
    """The rendition of `image` for paper. A missing or broken file is told to the log, never to the reader."""
    try:
        rendition = available_renditions(image, [PRINT_FILTER])[PRINT_FILTER]
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
        return PrintedPicture(None, image.width, image.height)
    return PrintedPicture(file, rendition.width, rendition.height)


@lru_cache(maxsize=4096)
def _decode(file: Path, changed: int, size: int) -> None:
    """Read `file` to its last pixel: raises what Pillow raises when it is broken. Once for as long as it stays as it is."""
    with Image.open(file) as picture:
        picture.load()
