"""What may be kept, under which name, and until when."""

from collections.abc import Hashable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from home.answers import is_keepable

MADE_ANEW = "made_anew"  # An attribute of requests whose page lacks something that may come back.
_MOST_QUERY = 500  # Characters.


def name_of(request: HttpRequest) -> Hashable | None:
    """The name under which the answer is kept; None for who is known (any cookie).

    Parameters that no page reads, such as those of trackers, are no part of it.
    """
    known = request.headers.get("cookie") or request.headers.get("authorization")
    query = request.META.get("QUERY_STRING", "")
    if known or len(query) > _MOST_QUERY or not settings.PAGE_CACHE_MB:
        return None
    try:
        host = request.get_host()
    except DisallowedHost:
        return None
    parameters = tuple((name, *request.GET.getlist(name)) for name in sorted(_read(request)))
    return (request.is_secure(), host, request.path_info, parameters)


def is_good_for_all(request: HttpRequest, response: HttpResponseBase) -> bool:
    """False also when the address has parameters that its name leaves out: what is made for it is for it alone."""
    return (
        is_keepable(response)
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not hasattr(request, MADE_ANEW)
        and len(_read(request)) == len(request.GET)
    )


def _read(request: HttpRequest) -> set[str]:
    return request.GET.keys() & settings.PAGE_PARAMETERS
