"""A row for each transaction that wrote what a page may show: what is kept of pages is good while there is no new one."""

from typing import ClassVar

from django.db import models


class PublicChange(models.Model):
    """Nobody makes one by hand: home.page_cache.changes does, inside the transaction that changes the rest."""

    is_made_anew = True  # Backups leave it out: it says nothing of the site itself.
    is_unseen = True

    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["at"])]

    def __str__(self) -> str:
        return f"{self.pk} ({self.at:%Y-%m-%d %H:%M})"
