"""Backup age and disk usage for the health page, and the daily backup task."""

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from home.backup.dump import LATE_AFTER, existing_backups, make_backup
from home.text.humanize import weight_label

FULL_FROM = 85  # Percentage of a disk; space reserved for root counts as used.


def backup_facts() -> dict[str, Any]:
    """Return the age of the last backup for the health page; nothing if BACKUP_DIR is not set."""
    if settings.BACKUP_DIR is None:
        return {}
    backups = existing_backups(Path(settings.BACKUP_DIR))
    newest = backups[0][0] if backups else None
    is_late = newest is None or newest < timezone.now() - LATE_AFTER
    return {"sauvegarde": {"derniere": newest.isoformat() if newest else None, "en_retard": is_late}}


def disk_facts() -> dict[str, Any]:
    """Return, for the health page, the usage of the fullest disk that the site writes to."""
    folders = [folder for folder in (settings.DATA_DIR, settings.BACKUP_DIR, settings.COPY_DIR) if folder]
    percent = max(_percent_used(folder) for folder in folders if folder.exists())
    return {"disque": {"plein_a": percent, "presque_plein": percent >= FULL_FROM}}


def _percent_used(folder: Path) -> int:
    usage = shutil.disk_usage(folder)
    return round(100 * (1 - usage.free / usage.total))


def daily_backup() -> str:
    """Back up into BACKUP_DIR, which must be set, and return a French summary."""
    backup = make_backup(
        Path(str(settings.BACKUP_DIR)),
        keep=settings.BACKUP_KEEP,
        recipient=settings.BACKUP_ENCRYPT_TO,
        signing_key=settings.BACKUP_SIGN_WITH,
    )
    return f"{backup.path.name}, {weight_label(backup.path.stat().st_size)}"
