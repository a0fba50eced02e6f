"""The cookie that holds the secret of the visitor's session plan. Only the first added item sets it."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from lessons.planning.keys import hash_of, looks_like_a_token
from lessons.planning.models import SessionPlan

COOKIE = "seance"
_KEPT = timedelta(days=396)
_PLAN_OF_REQUEST = "_session_plan"


def own_token(request: HttpRequest) -> str:
    """Return the secret in the visitor's cookie, or "" when the cookie is absent or malformed."""
    token = request.COOKIES.get(COOKIE, "")
    return token if looks_like_a_token(token) else ""


def own_plan(request: HttpRequest) -> SessionPlan | None:
    """Return the visitor's session plan or None; one query per request, and none without the cookie."""
    if not hasattr(request, _PLAN_OF_REQUEST):
        token = own_token(request)
        found = SessionPlan.objects.kept().filter(edit_hash=hash_of(token)).first() if token else None
        setattr(request, _PLAN_OF_REQUEST, found)
    plan: SessionPlan | None = getattr(request, _PLAN_OF_REQUEST)
    return plan


def begin(request: HttpRequest, plan: SessionPlan, token: str) -> None:
    """Make the newly created `plan` the visitor's session plan for the rest of this request."""
    request.COOKIES[COOKIE] = token
    setattr(request, _PLAN_OF_REQUEST, plan)


def keep(response: HttpResponse, token: str) -> HttpResponse:
    """Set the cookie on `response`; it expires 13 months from now."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=_KEPT,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def forget(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(COOKIE, samesite="Lax")
    return response
