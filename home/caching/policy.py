"""Decides which responses may be cached, and under which key."""

from collections.abc import Hashable
from typing import TypeVar

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.http.response import HttpResponseBase

UNCACHEABLE = "made_anew"  # Set on a request whose page lacks something that is temporarily missing.
_MAX_QUERY_LENGTH = 500  # Characters.


def cache_key(request: HttpRequest) -> Hashable | None:
    """Return the cache key of the request, or None when the page cache does not apply to it.

    Requests with a cookie or an Authorization header have no key. Query parameters that no page reads, such
    as those of trackers, are not part of the key.
    """
    known = request.headers.get("cookie") or request.headers.get("authorization")
    query = request.META.get("QUERY_STRING", "")
    if known or len(query) > _MAX_QUERY_LENGTH or not settings.PAGE_CACHE_MB:
        return None
    try:
        host = request.get_host()
    except DisallowedHost:
        return None
    parameters = tuple((name, *request.GET.getlist(name)) for name in sorted(_read(request)))
    return (request.is_secure(), host, request.path_info, parameters)


def is_cacheable(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Return whether the response may be stored.

    A request with parameters outside the cache key is excluded: its response may depend on them.
    """
    return (
        allows_page_cache(response)
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not hasattr(request, UNCACHEABLE)
        and len(_read(request)) == len(request.GET)
    )


def _read(request: HttpRequest) -> set[str]:
    return request.GET.keys() & settings.PAGE_PARAMETERS


_MARK = "may_be_kept"
Response = TypeVar("Response", bound=HttpResponseBase)


def allow_page_cache(response: Response) -> Response:
    """Mark the response as the same for every visitor without a cookie, until public content changes."""
    setattr(response, _MARK, True)
    return response


def allows_page_cache(response: HttpResponseBase) -> bool:
    return getattr(response, _MARK, False)
