"""Forgets the sheets that were kept, because they may show a picture as it must no longer be seen."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry

from home.models import SiteImage

_SEEN = "pictures-seen.txt"  # The last line of the history of pictures that this machine has heeded.


def delete_cached_sheets(sender: object, **kwargs: Any) -> None:
    """Delete every kept file: which one shows which picture is not kept, and each is made again when asked for.

    Locks stay: a process may hold one.
    """
    for path in _folder().glob("*"):
        if path.suffix != ".lock":
            path.unlink(missing_ok=True)


def delete_stale_sheets() -> None:
    """Forget the sheets of this machine when a picture was changed since it last looked, on whichever machine."""
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
