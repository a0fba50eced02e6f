"""How old the last backup is, for whoever watches the site; and the backup that is made every day."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from home.keeping.backup import LATE_AFTER, existing_backups, make_backup
from home.keeping.words import size_in_words


def backup_facts() -> dict[str, Any]:
    """For the health page. Nothing where backups are made by other means."""
    if settings.BACKUP_DIR is None:
        return {}
    backups = existing_backups(Path(settings.BACKUP_DIR))
    newest = backups[0][0] if backups else None
    is_late = newest is None or newest < timezone.now() - LATE_AFTER
    return {"sauvegarde": {"derniere": newest.isoformat() if newest else None, "en_retard": is_late}}


def daily_backup() -> str:
    """Back up into BACKUP_DIR, which must be set; says in French what was done."""
    backup = make_backup(
        Path(str(settings.BACKUP_DIR)), keep=settings.BACKUP_KEEP, recipient=settings.BACKUP_ENCRYPT_TO
    )
    return f"{backup.path.name}, {size_in_words(backup.path.stat().st_size)}"
