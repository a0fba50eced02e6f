"""Forgets the sheets that were kept, because they may show a picture as it must no longer be seen."""

from pathlib import Path
from typing import Any

from django.conf import settings


def forget_sheets(sender: object, **kwargs: Any) -> None:
    """Delete every kept file: which one shows which picture is not kept, and each is made again when asked for.

    Locks stay: a process may hold one.
    """
    for path in Path(settings.SHEETS_CACHE_DIR).glob("*"):
        if path.suffix != ".lock":
            path.unlink(missing_ok=True)
