"""How often one network may do something. Counted in the database, for all processes and machines together.

No address is kept, only a keyed hash of the day.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from home.rate_limits.client_network import network_of
from home.rate_limits.models import RateLimitCounter


@dataclass(frozen=True)
class RateLimit:
    """`name` is at most 20 characters; `limit` tries are welcome in each stretch of time as long as `window`."""

    name: str
    limit: int
    window: timedelta

    def is_reached(self, request: HttpRequest) -> bool:
        """Whether the visitor's network has had its tries."""
        rows = RateLimitCounter.objects.filter(
            network=network_hash(request), what=self.name, window=self._window()
        )
        return rows.filter(count__gte=self.limit).exists()

    def count(self, request: HttpRequest) -> None:
        """Count one more try of the visitor's network; forget stretches of time that are over."""
        window = self._window()
        row, _created = RateLimitCounter.objects.get_or_create(
            network=network_hash(request), what=self.name, window=window
        )
        RateLimitCounter.objects.filter(pk=row.pk).update(count=F("count") + 1)
        RateLimitCounter.objects.filter(what=self.name, window__lt=window).delete()

    def _window(self) -> datetime:
        seconds = int(self.window.total_seconds())
        return datetime.fromtimestamp(int(timezone.now().timestamp()) // seconds * seconds, UTC)


def network_hash(request: HttpRequest) -> str:
    """The visitor's network, under a key of the day: tomorrow nothing can tie it to today's."""
    day = timezone.localdate().isoformat()
    return salted_hmac(f"home.limits {day}", network_of(request), algorithm="sha256").hexdigest()
