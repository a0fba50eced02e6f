"""Deletes cached sheets after a picture was changed, because they may show its former content."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry

from home.models import SiteImage

# Holds the ID of the last picture log entry that this machine has processed.
_SEEN = "pictures-seen.txt"


def delete_cached_sheets(sender: object, **kwargs: Any) -> None:
    """Delete all cached files: the cache does not record which file shows which picture.

    Locks are kept, because a process may hold one.
    """
    for path in _folder().glob("*"):
        if path.suffix != ".lock":
            path.unlink(missing_ok=True)


def delete_stale_sheets() -> None:
    """Clear this machine's cache when a picture was changed on any machine since the last check."""
    pictures = ContentType.objects.get_for_model(SiteImage)
    history = ModelLogEntry.objects.filter(content_type=pictures).order_by("-pk")
    last = str(history.values_list("pk", flat=True).first() or "")
    seen = _folder() / _SEEN
    if last == (seen.read_text(encoding="ascii") if seen.exists() else ""):
        return
    delete_cached_sheets(None)
    seen.parent.mkdir(parents=True, exist_ok=True)
    seen.write_text(last, encoding="ascii")


def _folder() -> Path:
    return Path(settings.SHEETS_CACHE_DIR)
