"""Refuses requests whose address or text no database can hold."""

import re
from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import get_resolver

MAX_PATH_LENGTH = 2_000
MAX_NUMBER = 2**63 - 1  # The largest that a database holds.
NUMBER = re.compile(r"/(\d{19,})(?=/|$)")
UTF_8 = frozenset({"utf-8", "utf8", "us-ascii"})


class MalformedRequestMiddleware:
    """Answers 404 to a path with a NUL, a byte that is not UTF-8, a number beyond 2**63, or more than 2,000 characters;
    400 to a form that says it is written in another way than UTF-8.

    PostgreSQL refuses such text, SQLite such numbers, so a lookup would end in a server error. Some of the ways of
    writing that Python knows, and no browser uses, give text that cannot be written at all.
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
    """Read with a limit on digits: to read thousands would take long, and Python refuses it."""
    return any(len(digits) > 19 or int(digits) > MAX_NUMBER for digits in NUMBER.findall(path))
