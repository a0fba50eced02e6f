"""The cookie that keeps the edit address of one's session: set at the first add, never before."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from lessons.planning.keys import hash_of, looks_like_a_token
from lessons.planning.models import SessionPlan

COOKIE = "seance"
_KEPT = timedelta(days=396)
_PLAN_OF_REQUEST = "_session_plan"


def own_token(request: HttpRequest) -> str:
    """The secret of the visitor's session, or "" when the cookie is absent or is not ours."""
    token = request.COOKIES.get(COOKIE, "")
    return token if looks_like_a_token(token) else ""


def own_plan(request: HttpRequest) -> SessionPlan | None:
    """The visitor's session. Asks the database nothing when there is no cookie, and once at most when there is."""
    if not hasattr(request, _PLAN_OF_REQUEST):
        token = own_token(request)
        found = SessionPlan.objects.kept().filter(edit_hash=hash_of(token)).first() if token else None
        setattr(request, _PLAN_OF_REQUEST, found)
    plan: SessionPlan | None = getattr(request, _PLAN_OF_REQUEST)
    return plan


def begin(request: HttpRequest, plan: SessionPlan, token: str) -> None:
    """For the rest of this request, the visitor has `plan`, which was made for it."""
    request.COOKIES[COOKIE] = token
    setattr(request, _PLAN_OF_REQUEST, plan)


def keep(response: HttpResponse, token: str) -> HttpResponse:
    """Let the browser keep the session until 13 months from now."""
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
