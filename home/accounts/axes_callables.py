"""Too many wrong passwords, or mails for new ones: what is counted, and what is said.

django-axes counts the tries at one name from one network; what is counted here are those at all names together.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from home.rate_limits.client_network import network_of
from home.rate_limits.limits import RateLimit

WRONG_PASSWORDS = RateLimit(
    "mot de passe", 60, timedelta(minutes=15)
)  # Of all names together: a town hall has one network.
NEW_PASSWORDS = RateLimit("oubli", 10, timedelta(hours=1))


def count_wrong_password(request: HttpRequest | None = None, **_details: Any) -> None:
    """Called whenever a password was wrong, whoever it was for."""
    if request is not None:
        WRONG_PASSWORDS.count(request)


def network(request: HttpRequest) -> str | None:
    """The first address of the visitor's network: changing one's address within it gains nothing."""
    name = network_of(request)
    return None if name == "unknown" else name.split("/")[0]


def too_many(request: HttpRequest, *_details: Any) -> HttpResponse:
    """Say what to do. Log-in opens again by itself."""
    return _closed(request, "home/accounts/too_many.html", settings.AXES_COOLOFF_TIME)


def closed_to_network(request: HttpRequest) -> HttpResponse | None:
    """What a network is told that had its tries at passwords or at mails for new ones; None while it has some left."""
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
