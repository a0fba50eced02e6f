"""What the answers about sessions have in common."""

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


# A view that the forms of a session post to.
session_form = require_same_origin(page="session", cookie=COOKIE, refused="lessons/planning/foreign.html")


def private_page(view: View) -> View:
    """Kept by no cache and by no search engine."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    private: View = never_cache(answered)
    return private


def secret_address(view: View) -> View:
    """A private page whose address is the key: no other site is told of it."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return private_page(answered)


def readable_guides(request: HttpRequest) -> Any:
    return visible_in_this_site(request, GuidePage.objects.all())


def read_plan(request: HttpRequest, plan: SessionPlan, *, advice: bool = True) -> Session:
    """The session `plan` as anyone may see it now, with or without advice on its guides."""
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
    """Lead to one's own session, with a notice (see `notices`) and to a place on the page."""
    query = f"?info={info}" if info else ""
    return see_other(f"{reverse('session')}{query}{f'#{anchor}' if anchor else ''}")


def see_other(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


def local_path(request: HttpRequest, path: str) -> str:
    """`path` when it is an address of this site, else ""."""
    safe = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts={request.get_host()})
    return path if safe else ""


def message_page(request: HttpRequest, title: str, text: str, *, status: int) -> HttpResponse:
    """A page that says one thing and shows ways out."""
    return render(request, "lessons/planning/plain.html", {"heading": title, "text": text}, status=status)
