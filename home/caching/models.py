"""A row for each transaction that wrote what a page may show: what is kept of pages is good while there is no new one."""

from typing import ClassVar

from django.db import models


class CacheVersion(models.Model):
    """Nobody makes one by hand: home.caching.generation does, inside the transaction that changes the rest."""

    exclude_from_backup = True  # Backups leave it out: it says nothing of the site itself.
    affects_public_pages = False

    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "home_publicchange"
        indexes: ClassVar = [models.Index(fields=["at"])]

    def __str__(self) -> str:
        return f"{self.pk} ({self.at:%Y-%m-%d %H:%M})"
