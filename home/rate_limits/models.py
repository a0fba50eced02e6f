"""How often networks did what only so much of is welcome."""

from typing import ClassVar

from django.db import models


class RateLimitCounter(models.Model):
    """One network, one thing, one stretch of time. The network is a keyed hash that changes every day."""

    exclude_from_backup = True  # Backups leave it out: who wrote when is nobody's business tomorrow.
    affects_public_pages = False
    wagtail_reference_index_ignore = True

    network = models.CharField(max_length=64)
    what = models.CharField(max_length=20)
    window = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "home_tries"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["network", "what", "window"], name="one_count_of_tries_a_window")
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.count}"
