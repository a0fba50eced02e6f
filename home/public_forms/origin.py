"""Forms of visitors who have no cookie: a post must come from a page of this site.

Django's own protection needs a cookie from the first page on; visitors who do not plan get none. Browsers say
themselves where a post comes from (see docs/decisions/0015), and the session's cookie is never sent with a post
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
MAX_FIELDS = 400  # Fields shown again; the fullest form of the site has 130.
_logger = logging.getLogger(__name__)
_NOWHERE = {"", "null"}


def require_same_origin(*, page: str, cookie: str, refused: str) -> Callable[[View], View]:
    """Decorate a view that a form of this site posts to, with or without a cookie.

    A post whose origin cannot be told is answered by a page that shows what was asked and asks to confirm: a page
    of this site that says where its posts come from. Attributes: `page`, the name of the address that shows the form,
    where a GET leads; `cookie`, which browsers never send with a post from another site; `refused`, the template that
    answers such a post.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method in {"GET", "HEAD"}:  # An address of a form, reloaded or typed.
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
    """What `view` answers; while the database does not answer, a page that holds what was typed and sends it again."""
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
    """Whether a page of this site sent the post; None when nothing tells."""
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
