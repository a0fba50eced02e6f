"""How old the last backup is and how full the disk, for whoever watches the site; and the backup of every day."""

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from home.backup.dump import LATE_AFTER, existing_backups, make_backup
from home.text.humanize import weight_label

FULL_FROM = 85  # Per cent of a disk, what only root may use counted as used.


def backup_facts() -> dict[str, Any]:
    """For the health page. Nothing where backups are made by other means."""
    if settings.BACKUP_DIR is None:
        return {}
    backups = existing_backups(Path(settings.BACKUP_DIR))
    newest = backups[0][0] if backups else None
    is_late = newest is None or newest < timezone.now() - LATE_AFTER
    return {"sauvegarde": {"derniere": newest.isoformat() if newest else None, "en_retard": is_late}}


def disk_facts() -> dict[str, Any]:
    """For the health page: the fuller of the disks that the site writes to."""
    folders = [folder for folder in (settings.DATA_DIR, settings.BACKUP_DIR, settings.COPY_DIR) if folder]
    percent = max(_percent_used(folder) for folder in folders if folder.exists())
    return {"disque": {"plein_a": percent, "presque_plein": percent >= FULL_FROM}}


def _percent_used(folder: Path) -> int:
    usage = shutil.disk_usage(folder)
    return round(100 * (1 - usage.free / usage.total))


def daily_backup() -> str:
    """Back up into BACKUP_DIR, which must be set; says in French what was done."""
    backup = make_backup(
        Path(str(settings.BACKUP_DIR)),
        keep=settings.BACKUP_KEEP,
        recipient=settings.BACKUP_ENCRYPT_TO,
        signing_key=settings.BACKUP_SIGN_WITH,
    )
    return f"{backup.path.name}, {weight_label(backup.path.stat().st_size)}"
