"""Too many wrong passwords: what is counted, and what is said."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from home.network import network_of


def network(request: HttpRequest) -> str | None:
    """The first address of the visitor's network: changing one's address within it gains nothing."""
    name = network_of(request)
    return None if name == "unknown" else name.split("/")[0]


def too_many(request: HttpRequest, *_details: Any) -> HttpResponse:
    """Say what to do. The door opens again by itself."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    response = render(request, "home/doors/too_many.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(minutes * 60)
    response["Cache-Control"] = "no-store"
    return response
