"""Ends a session 8 hours after the user's last action in the administration."""

import time
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

RENEWED_AT = "renewed_at"
PERIOD = 10 * 60  # Seconds. Not on each request, since each renewal writes to the database.
# Open pages poll these views by themselves; a forgotten tab must not stay logged in forever.
ASKED_BY_PAGES = frozenset(
    {"connection", "wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release"}
)


class SessionRenewalMiddleware:
    """Restarts the 8 hours of SESSION_COOKIE_AGE when a logged-in user does something."""

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
