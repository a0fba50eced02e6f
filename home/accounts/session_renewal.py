"""How long one stays logged in: 8 hours after the last thing one did in the administration."""

import time
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

RENEWED_AT = "renewed_at"
PERIOD = 10 * 60  # Seconds: not at each request, since each renewal writes to the database.
# Asked by an open page itself: they must not keep a tab that was forgotten logged in for ever.
ASKED_BY_PAGES = frozenset(
    {"connection", "wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release"}
)


class SessionRenewalMiddleware:
    """Begins the 8 hours of SESSION_COOKIE_AGE again when someone logged in does something."""

    def __init__(self, get_response: Callable[[Any], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        response = self.get_response(request)
        if _is_an_act(request) and request.user.is_authenticated:
            now = int(time.time())
            if now - request.session.get(RENEWED_AT, 0) >= PERIOD:
                request.session[RENEWED_AT] = now
        return response


def _is_an_act(request: Any) -> bool:
    if not request.path_info.startswith(reverse("wagtailadmin_home")):
        return False
    match = request.resolver_match
    return match is not None and match.view_name not in ASKED_BY_PAGES
