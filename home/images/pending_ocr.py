"""Runs OCR on pictures that have not been read: imported with guide files, or added without tesseract."""

import time

from home.images.models import SiteImage
from home.images.ocr import can_read

READING_SECONDS = 20.0  # Time budget of one run of the scheduled task.


def read_pending(seconds: float) -> int:
    """Read unread pictures, newest first, start none after `seconds`, and return how many were read.

    No lock is held meanwhile: reading one picture takes up to five seconds. Pictures that were masked or
    vouched for in the meantime are not overwritten.
    """
    if not can_read():
        return 0
    done, end = 0, time.monotonic() + seconds
    for image in SiteImage.objects.filter(was_read=False, reading_failed=False, vouched=False).order_by(
        "-pk"
    ):
        if time.monotonic() > end:
            break
        _read(image)
        done += image.was_read
    return done


def read_pending_in_words() -> str:
    """Run as a scheduled task; return a French sentence with the number of pictures read."""
    return f"{read_pending(READING_SECONDS)} image(s) lue(s)"


def _read(image: SiteImage) -> None:
    try:
        with image.open_file() as file:
            image.look_for_personal_data(file.read())
    except OSError:
        image.reading_failed = True
    known = {name: getattr(image, name) for name in ("was_read", "suspicions", "reading_failed")}
    SiteImage.objects.filter(pk=image.pk, file=image.file.name, vouched=False).update(**known)
