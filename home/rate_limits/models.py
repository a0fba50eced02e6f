"""Counters of rate-limited actions."""

from typing import ClassVar

from django.db import models


class RateLimitCounter(models.Model):
    """The attempts of one network at one action in one window. The network is a hash that changes daily."""

    exclude_from_backup = True  # For privacy: who wrote when must not be kept.
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
