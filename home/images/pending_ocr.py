"""Reads pictures that came in unread: brought in with guide files, or while this machine had no reader."""

import time

from home.images.models import SiteImage
from home.images.ocr import can_read

READING_SECONDS = 20.0  # Of one run of the regular task.


def read_pending(seconds: float) -> int:
    """Read unread pictures, the newest first, and begin none after `seconds`; give how many were read.

    Nothing is held meanwhile: each takes up to five seconds. One that was masked or vouched for meanwhile stays so.
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
    """The regular task: read for a while, and say in French how many pictures were read."""
    return f"{read_pending(READING_SECONDS)} image(s) lue(s)"


def _read(image: SiteImage) -> None:
    try:
        with image.open_file() as file:
            image.look_for_personal_data(file.read())
    except OSError:
        image.reading_failed = True
    known = {name: getattr(image, name) for name in ("was_read", "suspicions", "reading_failed")}
    SiteImage.objects.filter(pk=image.pk, file=image.file.name, vouched=False).update(**known)
