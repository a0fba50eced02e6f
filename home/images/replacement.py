"""Replaces a picture's file and makes sure that nothing of the old file remains.

The order of steps leaves no partial state: the new file is written under a new name, then the database
changes in one transaction, then the old files are deleted and their deletion is checked. If the process is
killed in between, the site shows the new picture and `sweep_pictures` deletes the orphaned files.
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

# Sent with `image` once the old file is deleted. Receivers must delete any copy of it.
picture_replaced = Signal()
_log = logging.getLogger(__name__)


class PictureChangedError(Exception):
    """Another user has replaced the file since it was read. The message is a French sentence."""


def replace_file(
    image: SiteImage, picture: CleanPicture, *, user: AbstractBaseUser, action: str, data: dict[str, Any]
) -> list[str]:
    """Make `picture` the file of `image`. References to the image stay valid.

    Args:
        image: with the file that `picture` was made from.
        picture: the new file.
        user: the author of the change; logged with `action` and `data`.

    Returns:
        Names of old files that could not be deleted; `sweep_pictures` tries again.

    Raises:
        PictureChangedError: nothing was changed.
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
    """Delete files from storage, and return the names of those that still exist afterwards."""
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
    """Delete renditions of the old file that a request added meanwhile; return their file names."""
    late = image.renditions.exclude(file__startswith=f"{RENDITIONS}/{image.stem}.")
    names = [rendition.file.name for rendition in late]
    late.delete()
    return names


def _make_again(image: SiteImage, specs: list[str]) -> None:
    """Recreate the renditions that existed. One that fails is reported where it is shown."""
    for spec in dict.fromkeys(specs):
        try:
            image.get_rendition(spec)
        except (OSError, InvalidFilterSpecError):
            _log.exception("Rendition %s of picture %s could not be made again", spec, image.pk)
