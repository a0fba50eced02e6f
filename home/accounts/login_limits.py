"""Limits wrong passwords and password reset mails, and renders the pages that say so.

django-axes counts the attempts at one account from one network; the limits here count all accounts together.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from home.rate_limits.client_network import network_of
from home.rate_limits.limits import RateLimit

# For all accounts together, because a town hall shares one network.
WRONG_PASSWORDS = RateLimit("mot de passe", 60, timedelta(minutes=15))
NEW_PASSWORDS = RateLimit("oubli", 10, timedelta(hours=1))


def count_wrong_password(request: HttpRequest | None = None, **_details: Any) -> None:
    """Count a wrong password, whatever the account. Receives Django's `user_login_failed` signal."""
    if request is not None:
        WRONG_PASSWORDS.count(request)


def network(request: HttpRequest) -> str | None:
    """Return the first address of the visitor's network, so that changing address within it is no use."""
    name = network_of(request)
    return None if name == "unknown" else name.split("/")[0]


def too_many(request: HttpRequest, *_details: Any) -> HttpResponse:
    """Return the page for a locked login. The lock expires by itself."""
    return _closed(request, "home/accounts/too_many.html", settings.AXES_COOLOFF_TIME)


def closed_to_network(request: HttpRequest) -> HttpResponse | None:
    """Return the 429 page once the network has used up its passwords or reset mails; count reset mails."""
    if request.path_info == reverse("wagtailadmin_login") and WRONG_PASSWORDS.is_reached(request):
        return _closed(request, "home/accounts/too_many_of_network.html", WRONG_PASSWORDS.window)
    if request.path_info == reverse("wagtailadmin_password_reset"):
        if NEW_PASSWORDS.is_reached(request):
            return _closed(request, "home/accounts/too_many_mails.html", NEW_PASSWORDS.window)
        NEW_PASSWORDS.count(request)
    return None


def _closed(request: HttpRequest, template: str, time: timedelta) -> HttpResponse:
    minutes = int(time.total_seconds() // 60)
    response = render(request, template, {"minutes": minutes}, status=429)
    response["Retry-After"] = str(minutes * 60)
    response["Cache-Control"] = "no-store"
    return response
