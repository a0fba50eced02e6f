"""The copy that is made every day for when the site does not answer, and how old it is, for whoever watches the site."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from home.formats import weight_label
from lessons.mirror.export import export_site
from lessons.mirror.folder import MANIFEST

LATE_AFTER = timedelta(hours=36)


def daily_copy() -> str:
    """Bring the copy in COPY_DIR, which must be set, up to date; says in French what was done."""
    report = export_site(Path(str(settings.COPY_DIR)))
    return f"{report.pages} page(s), {weight_label(report.size)}"


def copy_facts() -> dict[str, Any]:
    """For the health page. Nothing where no copy is made by itself."""
    if settings.COPY_DIR is None:
        return {}
    made = _made_at(Path(settings.COPY_DIR))
    is_late = made is None or made < timezone.now() - LATE_AFTER
    return {"copie": {"derniere": made.isoformat() if made else None, "en_retard": is_late}}


def _made_at(folder: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp((folder / MANIFEST).stat().st_mtime, UTC)
    except FileNotFoundError:
        return None
