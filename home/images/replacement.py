"""Gives a picture another file and makes sure that nothing of the old one is left.

The order leaves no half state: the new file is written under a new name, then the database changes in one
transaction, then the old files are deleted and looked for again. Killed in between, the site shows the new picture
and `sweep_pictures` deletes what no row names any more.
"""

import hashlib
import logging
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.storage import default_storage
from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.log_actions import log

from home.images import CleanPicture
from home.images.fields import CleanFile
from home.images.models import RENDITIONS, SiteImage
from home.storage.local_copies import forget_copy

picture_replaced = (
    Signal()
)  # Sent with `image` once the old file is gone: whoever kept a copy must forget it.
_log = logging.getLogger(__name__)


class PictureChangedError(Exception):
    """Someone else has replaced the file since it was read. The message is a French sentence."""


def replace_file(
    image: SiteImage, picture: CleanPicture, *, user: AbstractBaseUser, action: str, data: dict[str, Any]
) -> list[str]:
    """Make `picture` the file of `image`; everything that refers to the image keeps doing so.

    Args:
        image: with the file that `picture` was made of.
        picture: the new file.
        user: who asks; kept in the history with `action` and `data`.

    Returns:
        Names of old files that could not be deleted; `sweep_pictures` tries again.

    Raises:
        PictureChangedError: nothing was done.
    """
    with transaction.atomic():
        current = SiteImage.objects.select_for_update().get(pk=image.pk)
        if current.file.name != image.file.name:
            raise PictureChangedError(
                _("Quelqu’un vient de modifier cette image. Regardez-la, puis recommencez.")
            )
        renditions = list(current.renditions.all())
        old = [current.file.name, *(rendition.file.name for rendition in renditions)]
        current.renditions.all().delete()
        _set_file(current, picture)
        log(instance=current, action=action, user=user, data=data)
    left = erase([*old, *_drop_late_renditions(current)])
    picture_replaced.send(SiteImage, image=current)
    _make_again(current, [rendition.filter_spec for rendition in renditions])
    return left


def erase(names: Iterable[str]) -> list[str]:
    """Delete files from the storage and look whether they are gone; return the names of those that are not."""
    left = []
    for name in names:
        with suppress(OSError):
            default_storage.delete(name)
        forget_copy(name)
        if default_storage.exists(name):
            _log.error("The file %s of a replaced picture could not be deleted", name)
            left.append(name)
    return left


def _set_file(image: SiteImage, picture: CleanPicture) -> None:
    if (image.width, image.height) != (picture.width, picture.height):
        image.set_focal_point(None)
    image.file = CleanFile(picture)
    image.file_size = len(picture.content)
    image.file_hash = hashlib.sha1(picture.content, usedforsecurity=False).hexdigest()
    image.look_for_personal_data(picture.content)
    image.save()


def _drop_late_renditions(image: SiteImage) -> list[str]:
    """Renditions of the old file that a visitor's request added while it was replaced; their names."""
    late = image.renditions.exclude(file__startswith=f"{RENDITIONS}/{image.stem}.")
    names = [rendition.file.name for rendition in late]
    late.delete()
    return names


def _make_again(image: SiteImage, specs: list[str]) -> None:
    """What was ready for visitors is ready again. One that cannot be made will be said where it is shown."""
    for spec in dict.fromkeys(specs):
        try:
            image.get_rendition(spec)
        except (OSError, InvalidFilterSpecError):
            _log.exception("Rendition %s of picture %s could not be made again", spec, image.pk)
