"""Decorators and responses that the views of session plans share."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from home.page_access import visible_in_this_site
from home.public_forms.origin import require_same_origin
from lessons.models import GuidePage
from lessons.planning.cookie import COOKIE
from lessons.planning.models import SessionPlan
from lessons.planning.session_presentation import Session, read_session
from lessons.planning.suggestions import add_suggestions

View = Callable[..., HttpResponse]


# Decorator of the views that receive the forms of a session plan.
session_form = require_same_origin(page="session", cookie=COOKIE, refused="lessons/planning/foreign.html")


def private_page(view: View) -> View:
    """Decorator: no cache stores the page and no search engine indexes it."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    private: View = never_cache(answered)
    return private


def secret_address(view: View) -> View:
    """Decorator of a private page whose URL contains the key: other sites get no referrer."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return private_page(answered)


def readable_guides(request: HttpRequest) -> Any:
    return visible_in_this_site(request, GuidePage.objects.all())


def read_plan(request: HttpRequest, plan: SessionPlan, *, advice: bool = True) -> Session:
    """Return the session of `plan` with the guides that anyone may read now; `advice` adds suggestions."""
    guides = readable_guides(request)
    session = read_session(
        list(plan.lines.all()),
        guides,
        available=plan.available,
        starts_at=plan.starts_at,
        level=plan.level,
    )
    if advice:
        add_suggestions(session, guides)
    return session


def to_session(info: str = "", anchor: str = "") -> HttpResponse:
    """Redirect to the visitor's session page, with the code of a notice (see `notices`) and an anchor."""
    query = f"?info={info}" if info else ""
    return see_other(f"{reverse('session')}{query}{f'#{anchor}' if anchor else ''}")


def see_other(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


def local_path(request: HttpRequest, path: str) -> str:
    """Return `path` when it is a path of this site, else ""."""
    safe = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts={request.get_host()})
    return path if safe else ""


def message_page(request: HttpRequest, title: str, text: str, *, status: int) -> HttpResponse:
    """Return a page with one message and links to continue."""
    return render(request, "lessons/planning/plain.html", {"heading": title, "text": text}, status=status)
