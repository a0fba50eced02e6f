"""Files go with their rows, here and now: Wagtail asks a task to delete them, and a task may never run."""

from typing import Any

from django.db import transaction

from home.darkroom.replacing import erase, picture_replaced
from home.models import SiteImage


def erase_deleted(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    """Receives `post_delete` of pictures and of renditions."""
    name = instance.file.name

    def go() -> None:
        erase([name])
        if sender is SiteImage:
            picture_replaced.send(SiteImage, image=instance)

    transaction.on_commit(go)
