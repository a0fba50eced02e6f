"""How often one network may try: wrong keys, new sessions. No address is kept, only a keyed hash of the day."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from home.network import network_of
from lessons.planning.models import Lookups

WINDOW = timedelta(minutes=10)


class What(StrEnum):
    """What is counted."""

    WRONG_KEY = "cle"
    NEW_SESSION = "seance"


# A library has one address for all its readers: room enough for a workshop, far too little for guessing.
MOST_IN_A_WINDOW = {What.WRONG_KEY: 20, What.NEW_SESSION: 60}


def is_over_the_limit(request: HttpRequest, what: What) -> bool:
    rows = Lookups.objects.filter(network=network_hash(request), what=what, window=_window())
    return rows.filter(count__gte=MOST_IN_A_WINDOW[what]).exists()


def count(request: HttpRequest, what: What) -> None:
    """Count one more try of the visitor's network; forget windows that are over."""
    window = _window()
    row, _created = Lookups.objects.get_or_create(network=network_hash(request), what=what, window=window)
    Lookups.objects.filter(pk=row.pk).update(count=F("count") + 1)
    Lookups.objects.filter(window__lt=window - WINDOW).delete()


def network_hash(request: HttpRequest) -> str:
    """The visitor's network, under a key of the day: tomorrow nothing can tie it to today's."""
    day = timezone.localdate().isoformat()
    return salted_hmac(f"lessons.planning.limits {day}", network_of(request), algorithm="sha256").hexdigest()


def _window() -> datetime:
    seconds = int(WINDOW.total_seconds())
    return datetime.fromtimestamp(int(timezone.now().timestamp()) // seconds * seconds, UTC)
