"""Serves public pages from the page cache."""

from collections.abc import Callable
from contextlib import suppress
from typing import cast

from django.core.exceptions import DisallowedHost
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase
from django.utils import timezone
from wagtail.models import Site
from wagtail.models.sites import get_site_for_hostname

from home.caching.generation import Generation, current_generation, next_change_at
from home.caching.memoize import ReadContext, memoize_per_generation, memoizing
from home.caching.page_store import PAGE_STORE, Entry
from home.caching.policy import cache_key, is_cacheable

READING = frozenset({"GET", "HEAD"})
WAGTAILS_SITE = "_wagtail_site"  # Site.find_for_request reads this attribute before it queries the database.


class PageCacheMiddleware:
    """Runs before session and authentication middleware: a request with a cookie bypasses the cache.

    On a cache miss, and in any other read-only request, the page is rendered with memoized values
    (home.caching.memoize).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in READING:
            return self.get_response(request)
        with memoizing(current_generation, next_change_at) as reading:
            return self._read(request, reading)

    def _read(self, request: HttpRequest, reading: ReadContext[Generation]) -> HttpResponseBase:
        name = cache_key(request)
        if name is None:
            return self._make(request)
        try:
            generation = reading.generation
        except DatabaseError:
            return self.get_response(request)  # The view reports the error.
        now = timezone.now()
        entry = PAGE_STORE.get(name, generation, now)
        if entry is None:
            response = self._make(request)
            if not reading.is_whole or not is_cacheable(request, response):
                return response
            entry = Entry.of(cast("HttpResponse", response), reading.facts.since, reading.facts.until)
            PAGE_STORE.put(name, generation, entry)
        return entry.answer(request)

    def _make(self, request: HttpRequest) -> HttpResponseBase:
        with suppress(DisallowedHost, DatabaseError):  # The view reports the error.
            hostname, _port = split_domain_port(request.get_host())
            setattr(request, WAGTAILS_SITE, _site(hostname, request.get_port()))
        return self.get_response(request)


@memoize_per_generation
def _site(hostname: str, port: str) -> Site | None:
    try:
        site: Site = get_site_for_hostname(hostname, port)
    except Site.DoesNotExist:
        return None
    return site
