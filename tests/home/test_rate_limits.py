"""A network has a limited number of attempts, whichever process responds; the stored data
identifies nobody.
"""

from datetime import timedelta

import pytest
import time_machine
from django.test import RequestFactory, override_settings
from django.utils import timezone

from home.models import RateLimitCounter
from home.rate_limits.limits import RateLimit, network_hash

LIMIT = RateLimit("essai", 2, timedelta(minutes=10))


@pytest.mark.django_db
def test_tries_are_counted_and_given_back_with_the_next_stretch_of_time(rf: RequestFactory) -> None:
    request, elsewhere = rf.get("/", REMOTE_ADDR="198.51.100.7"), rf.get("/", REMOTE_ADDR="203.0.113.9")
    with time_machine.travel("2026-11-28T10:09:00Z", tick=False) as clock:
        for _try in range(LIMIT.limit):
            assert not LIMIT.is_reached(request)
            LIMIT.count(request)
        assert LIMIT.is_reached(request)
        assert not LIMIT.is_reached(elsewhere)
        assert not RateLimit("autre", 1, LIMIT.window).is_reached(request)
        clock.shift(60)
        assert not LIMIT.is_reached(request)
        LIMIT.count(elsewhere)
    assert RateLimitCounter.objects.count() == 1, "What is over is forgotten."


@pytest.mark.django_db
def test_counting_one_thing_forgets_nothing_of_another(rf: RequestFactory) -> None:
    long = RateLimit("longue", 1, timedelta(hours=1))
    with time_machine.travel("2026-11-28T10:25:00Z", tick=False) as clock:
        long.count(rf.get("/"))
        clock.shift(600)
        LIMIT.count(rf.get("/"))
        assert long.is_reached(rf.get("/"))


def test_what_is_kept_of_a_network_says_nothing_of_it_and_changes_every_day(rf: RequestFactory) -> None:
    request = rf.get("/", REMOTE_ADDR="198.51.100.7")
    neighbour = rf.get("/", REMOTE_ADDR="198.51.100.200")
    today = network_hash(request)
    assert network_hash(neighbour) == today
    assert "198.51" not in today
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert network_hash(request) != today


def test_behind_a_proxy_only_what_the_proxy_saw_counts(rf: RequestFactory) -> None:
    seen = rf.get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="1.2.3.4, 198.51.100.7")
    invented = rf.get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="9.9.9.9, 198.51.100.7")
    assert network_hash(seen) == network_hash(rf.get("/", REMOTE_ADDR="127.0.0.1"))
    with override_settings(BEHIND_PROXY=True):
        assert network_hash(seen) == network_hash(invented)
        assert network_hash(seen) != network_hash(rf.get("/", REMOTE_ADDR="127.0.0.1"))
        assert network_hash(rf.get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="nonsense"))
