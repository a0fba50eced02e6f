"""Rate limits per network, counted in the database for all processes and machines together.

No address is stored, only a keyed hash that changes daily.
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
    """Allows `limit` attempts per `window` and network. `name` has at most 20 characters."""

    name: str
    limit: int
    window: timedelta

    def is_reached(self, request: HttpRequest) -> bool:
        """Return whether the visitor's network has used up its attempts."""
        rows = RateLimitCounter.objects.filter(
            network=network_hash(request), what=self.name, window=self._window()
        )
        return rows.filter(count__gte=self.limit).exists()

    def count(self, request: HttpRequest) -> None:
        """Count one more attempt of the visitor's network, and delete expired windows."""
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
    """Return a hash of the visitor's network with a daily key, so that days cannot be linked."""
    day = timezone.localdate().isoformat()
    return salted_hmac(f"home.limits {day}", network_of(request), algorithm="sha256").hexdigest()
