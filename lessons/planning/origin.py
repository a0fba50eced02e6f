"""Forms of visitors who have no cookie: a post must come from a page of this site.

Django's own protection needs a cookie from the first page on; visitors who do not plan get none. Browsers say
themselves where a post comes from (see docs/decisions/0015), and the session's cookie is never sent with a post
from another site.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from lessons.planning.cookie import COOKIE

View = Callable[..., HttpResponse]
MAX_FIELDS = 60
_NOWHERE = {"", "null"}


def session_form(view: View) -> View:
    """A view that a form of this site posts to, with or without a cookie.

    A post whose origin cannot be told is answered by a page that shows what was asked and asks to confirm: a page
    of this site that says where its posts come from.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        ours = comes_from_here(request)
        if ours:
            return view(request, *args, **kwargs)
        fields = [(name, value) for name in request.POST for value in request.POST.getlist(name)][:MAX_FIELDS]
        if ours is None:
            return render(request, "lessons/planning/confirm.html", {"fields": fields}, status=403)
        return render(request, "lessons/planning/foreign.html", status=403)

    checked: View = csrf_exempt(require_POST(guarded))
    return checked


def comes_from_here(request: HttpRequest) -> bool | None:
    """Whether a page of this site sent the post; None when nothing tells."""
    site = request.headers.get("Sec-Fetch-Site", "")
    if site:
        return site == "same-origin"
    for header in ("Origin", "Referer"):
        value = request.headers.get(header, "")
        if value not in _NOWHERE:
            return _host_of(value) == request.get_host()
    return True if COOKIE in request.COOKIES else None


def _host_of(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""
