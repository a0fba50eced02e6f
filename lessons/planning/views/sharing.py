"""Views of session plans shared by a four-word key, or opened elsewhere by their edit address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home.word_keys.keys import read_key
from home.word_keys.suggestions import TypedKey
from lessons.planning import editing
from lessons.planning.cookie import keep, own_plan
from lessons.planning.editing import Outcome, SessionFullError
from lessons.planning.keys import hash_of, looks_like_a_token
from lessons.planning.models import ModelSession, PlannedLine, SessionPlan
from lessons.planning.rate_limits import NEW_SESSIONS, WRONG_KEYS
from lessons.planning.views.form_saving import LockedSession, save, save_response
from lessons.planning.views.notices import session_gone_response
from lessons.planning.views.own_session import too_many
from lessons.planning.views.posted_form import slug
from lessons.planning.views.responses import (
    private_page,
    read_plan,
    readable_guides,
    secret_address,
    session_form,
    to_session,
)


@private_page
@require_safe
def enter_key(request: HttpRequest) -> HttpResponse:
    """The form for the four words; a valid key redirects to the shared session."""
    typed = request.GET.get("cle", "")
    key = read_key(typed)
    if key:
        return redirect("shared_session", key=key)
    if typed.strip():
        return _wrong_key(request, typed)
    return render(request, "lessons/planning/enter_key.html")


@secret_address
@require_safe
def shared(request: HttpRequest, key: str) -> HttpResponse:
    """A shared session to read. Its edit address is nowhere on the page."""
    plan = shared_plan(request, key)
    if isinstance(plan, HttpResponse):
        return plan
    plan.touch()
    context = {"plan": plan, "session": read_plan(request, plan), "own": own_plan(request)}
    return render(request, "lessons/planning/shared.html", context)


def shared_plan(request: HttpRequest, key: str) -> SessionPlan | HttpResponse:
    """Return the session plan with this share key, or the error response.

    A well-formed wrong key counts as an attempt for the rate limit; malformed words do not.
    """
    known = read_key(key)
    if not known:
        return _wrong_key(request, key)
    if WRONG_KEYS.is_reached(request):
        return too_many(request)
    plan = SessionPlan.objects.kept().filter(share_key=known).first()
    if plan is None:
        WRONG_KEYS.count(request)
        return _wrong_key(request, key)
    return plan


def _wrong_key(request: HttpRequest, typed: str) -> HttpResponse:
    context = {"typed": typed[:80], "wrong": True, "key": TypedKey(typed)}
    return render(request, "lessons/planning/enter_key.html", context, status=404)


@private_page
@session_form
def copy(request: HttpRequest) -> HttpResponse:
    """Copy a shared session or a model session into the visitor's own plan, which is created if needed."""
    source = _source(request)
    if isinstance(source, HttpResponse):
        return source
    plan, token = own_plan(request), ""
    if plan is None:
        if NEW_SESSIONS.is_reached(request):
            return too_many(request)
        NEW_SESSIONS.count(request)
        plan, token = editing.create_plan()
    info = _copy(request, source, plan)
    return keep(to_session(info), token) if token else to_session(info)


def _copy(request: HttpRequest, source: SessionPlan | ModelSession, plan: SessionPlan) -> str:
    """Copy `source` into `plan` and return the code of the notice. A request sent twice copies once."""
    rows: list[PlannedLine] = list(source.lines.all())
    readable = readable_guides(request).in_bulk([row.guide_id for row in rows if row.guide_id])
    rows = [row for row in rows if row.activity or row.guide_id in readable]
    added: list[int] = []

    def change(locked: SessionPlan) -> None:
        if not locked.lines.exists():
            _copy_details(source, locked)
        added.append(editing.add_copies(locked, rows, readable))

    same = editing.request_fingerprint(request.path, [*request.POST.lists(), ("lines", [repr(_state(rows))])])
    try:
        outcome = editing.apply(plan, change, request=same)
    except SessionFullError:
        return "pleine"
    if outcome is Outcome.GONE:
        return "partie"
    if outcome is Outcome.ALREADY_DONE or any(added):
        return "copiee"
    return "deja" if rows else "rien"


def _state(rows: list[PlannedLine]) -> list[tuple[object, ...]]:
    """Return a value that changes when the lines change."""
    return [(row.guide_id, row.activity, row.minutes, row.left_out) for row in rows]


def _source(request: HttpRequest) -> SessionPlan | ModelSession | HttpResponse:
    model = ModelSession.objects.filter(slug=slug(request.POST.get("modele", "")), live=True).first()
    return model or shared_plan(request, request.POST.get("cle", ""))


def _copy_details(source: SessionPlan | ModelSession, plan: SessionPlan) -> None:
    """Copy the details of a session, except its date and time."""
    plan.title = plan.title or source.title
    plan.available = plan.available or source.available
    plan.level_id = plan.level_id or source.level_id
    if isinstance(source, SessionPlan):
        plan.equipment = plan.equipment or source.equipment


@private_page
@session_form
def share(request: HttpRequest) -> HttpResponse:
    """Give the session plan a share key; with `arreter`, remove the key."""
    plan = own_plan(request)
    if plan is None:
        return session_gone_response(request)
    stops = "arreter" in request.POST

    def act(now: LockedSession) -> bool:
        if stops:
            now.plan.share_key = None
        else:
            editing.share(now.plan)
        return True

    done = to_session("privee" if stops else "partagee", anchor="partage")
    return save_response(request, plan, save(request, plan, act), done)


@secret_address
@require_safe
def open_session(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for confirmation before this computer stores the plan: the computer may be a shared one."""
    plan = _plan_of(request, token)
    if isinstance(plan, HttpResponse):
        return plan
    if plan is None:
        return render(request, "lessons/planning/empty.html", {"notice": _gone()}, status=404)
    other = own_plan(request)
    context = {"plan": plan, "token": token, "replaces": other is not None and other.pk != plan.pk}
    return render(request, "lessons/planning/open.html", context)


@private_page
@session_form
def keep_here(request: HttpRequest) -> HttpResponse:
    """Store the session plan of the edit address on this computer."""
    token = request.POST.get("jeton", "")
    plan = _plan_of(request, token)
    if isinstance(plan, HttpResponse):
        return plan
    return to_session("partie") if plan is None else keep(to_session("ouverte"), token)


def _plan_of(request: HttpRequest, token: str) -> SessionPlan | HttpResponse | None:
    """Return the plan with this secret, None, or the response to too many attempts.

    A malformed token does not count as an attempt.
    """
    if not looks_like_a_token(token):
        return None
    if WRONG_KEYS.is_reached(request):
        return too_many(request)
    plan = SessionPlan.objects.kept().filter(edit_hash=hash_of(token)).first()
    if plan is None:
        WRONG_KEYS.count(request)
    return plan


def _gone() -> str:
    return _("Cette adresse n’ouvre plus de séance : elle a été supprimée, ou elle a expiré.")
