"""Rows that mark changes of public content. Cached pages are valid as long as no row is added."""

from typing import ClassVar

from django.db import models


class CacheVersion(models.Model):
    """One row for each transaction that changed public content. Only home.caching.generation adds rows."""

    exclude_from_backup = True  # It holds no content of the site.
    affects_public_pages = False

    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "home_publicchange"
        indexes: ClassVar = [models.Index(fields=["at"])]

    def __str__(self) -> str:
        return f"{self.pk} ({self.at:%Y-%m-%d %H:%M})"
