"""Rejects requests whose path or text cannot be stored in a database."""

import re
from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import get_resolver

MAX_PATH_LENGTH = 2_000
MAX_NUMBER = 2**63 - 1  # The largest integer of a database column.
NUMBER = re.compile(r"/(\d{19,})(?=/|$)")
UTF_8 = frozenset({"utf-8", "utf8", "us-ascii"})


class MalformedRequestMiddleware:
    """Rejects malformed paths with 404, and forms in another charset than UTF-8 with 400.

    A path is malformed if it contains a NUL, a byte that is not UTF-8 or a number above 2**63 - 1, or exceeds
    2,000 characters. PostgreSQL rejects such text and SQLite such numbers, so a lookup would end in a server
    error. Some charsets that Python supports, and no browser uses, decode to text that cannot be encoded.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if len(path) > MAX_PATH_LENGTH or "\x00" in path or "\ufffd" in path or _has_a_number_too_large(path):
            not_found: Callable[..., HttpResponse] = get_resolver().resolve_error_handler(404)
            return not_found(request, exception=Http404())
        if (request.content_params or {}).get("charset", "utf-8").lower() not in UTF_8:
            bad_request: Callable[..., HttpResponse] = get_resolver().resolve_error_handler(400)
            return bad_request(request, exception=BadRequest())
        return self.get_response(request)


def _has_a_number_too_large(path: str) -> bool:
    """Check the number of digits first: parsing thousands of digits is slow, and Python refuses it."""
    return any(len(digits) > 19 or int(digits) > MAX_NUMBER for digits in NUMBER.findall(path))
