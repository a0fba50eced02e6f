"""CSRF protection for visitors without a cookie: a POST must come from a page of this site.

Django's protection needs a cookie from the first page on, and visitors who do not use the planning get none.
Browsers declare the origin of a POST (see docs/decisions/0015), and never send the session cookie with a POST
from another site.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from home.http.error_views import RETRY_AFTER

View = Callable[..., HttpResponse]
MAX_FIELDS = 400  # Maximum of fields shown again; the largest form of the site has 130.
_logger = logging.getLogger(__name__)
_NOWHERE = {"", "null"}


def require_same_origin(*, page: str, cookie: str, refused: str) -> Callable[[View], View]:
    """Decorate a view that a form of this site posts to, with or without a cookie.

    When the origin of a POST is unknown, respond with a page that shows the data and asks for confirmation:
    that page is on this site and declares its origin.

    Args:
        page: the URL name of the page with the form, to which a GET is redirected.
        cookie: the name of a cookie that browsers never send with a POST from another site.
        refused: the template of the response to a POST from another site.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method in {"GET", "HEAD"}:  # The visitor reloaded or typed the form's address.
                return HttpResponse(status=303, headers={"Location": reverse(page)})
            ours = comes_from_here(request, cookie)
            if ours:
                return _answered(request, view, *args, **kwargs)
            if ours is None:
                fields = _fields(request)
                return render(request, "home/public_forms/confirm.html", {"fields": fields}, status=403)
            return render(request, refused, status=403)

        checked: View = csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(guarded))
        return checked

    return decorate


def _answered(request: HttpRequest, view: View, *args: Any, **kwargs: Any) -> HttpResponse:
    """Call `view`. If the database is unavailable, return a page that keeps the data and can resubmit it."""
    try:
        return view(request, *args, **kwargs)
    except (OperationalError, InterfaceError):
        _logger.exception("A public form was not saved")
        context = {"fields": _fields(request), "here": request.path}
        page = loader.get_template("home/public_forms/not_saved.html").render(context)
        return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_AFTER)})


def _fields(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, str(value)) for name in request.POST for value in request.POST.getlist(name)][:MAX_FIELDS]


def comes_from_here(request: HttpRequest, cookie: str) -> bool | None:
    """Return whether a page of this site sent the POST; None when it cannot be determined."""
    site = request.headers.get("Sec-Fetch-Site", "")
    if site:
        return site == "same-origin"
    for header in ("Origin", "Referer"):
        value = request.headers.get(header, "")
        if value not in _NOWHERE:
            return _host_of(value) == request.get_host()
    return True if cookie in request.COOKIES else None


def _host_of(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""
