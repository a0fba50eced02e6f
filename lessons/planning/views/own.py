"""One's own session: its page, and every change that its forms ask for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home.access import get_visible_or_404
from lessons.models import GuidePage
from lessons.planning import editing
from lessons.planning.activities import Activity
from lessons.planning.cookie import COOKIE, forget, keep, own_plan, own_token
from lessons.planning.editing import Change, Outcome, SessionIsFull
from lessons.planning.forms import DetailsForm
from lessons.planning.limits import NEW_SESSIONS
from lessons.planning.models import SessionPlan
from lessons.planning.origin import session_form
from lessons.planning.views.answers import local_path, plain, private_page, read_plan, see_other, to_session
from lessons.planning.views.changes import apply_change, integer
from lessons.planning.views.notices import notice_of
from lessons.planning.views.page import Unsaved, session_page


@private_page
@require_safe
def session(request: HttpRequest) -> HttpResponse:
    """The session whose secret the cookie holds; without one, how to begin."""
    plan = own_plan(request)
    if plan is None:
        response = render(request, "lessons/planning/empty.html", {"notice": notice_of(request)})
        return forget(response) if COOKIE in request.COOKIES else response
    plan.touch()
    return keep(session_page(request, plan), own_token(request))


@private_page
@session_form
def add(request: HttpRequest) -> HttpResponse:
    """Add a guide or an activity; the first add makes the session and sets the cookie."""
    change, anchor = _addition(request)
    plan, token = own_plan(request), own_token(request)
    if plan is None:
        if NEW_SESSIONS.is_reached(request):
            return too_many(request)
        NEW_SESSIONS.count(request)
        plan, token = editing.create_plan()
    try:
        outcome = apply_change(request, plan, change, needs_version=False)
    except SessionIsFull:
        return keep(to_session("pleine"), token)
    if outcome is Outcome.GONE:
        return to_session("partie")
    back = local_path(request, request.POST.get("retour", ""))
    return keep(see_other(f"{back}#{anchor}") if back else to_session(anchor=anchor), token)


def _addition(request: HttpRequest) -> tuple[Change, str]:
    """What to add, and the place of the page to come back to. Raises Http404 when there is no such thing."""
    activity = request.POST.get("activite", "")
    before = integer(request.POST.get("avant", "")) or None
    if activity in Activity:
        return lambda plan: editing.add_activity(plan, Activity(activity), before=before), "ajouter"
    guide = get_visible_or_404(request, GuidePage.objects.all(), id=integer(request.POST.get("guide", "")))

    def change(plan: SessionPlan) -> None:
        editing.add_guide(plan, guide, before=before)

    return change, f"seance-{guide.pk}"


@private_page
@session_form
def save_details(request: HttpRequest) -> HttpResponse:
    plan = own_plan(request)
    if plan is None:
        return to_session("partie")
    form = DetailsForm(request.POST, instance=SessionPlan.objects.get(pk=plan.pk))
    if not form.is_valid():
        return session_page(request, plan, Unsaved(details=form), status=422)

    def change(locked: SessionPlan) -> None:
        for name in form.cleaned_data:
            setattr(locked, name, form.cleaned_data[name])

    outcome = apply_change(request, plan, change)
    if outcome is Outcome.CONFLICT:
        return session_page(request, plan, Unsaved(details=form, conflict=True), status=409)
    return to_session("reglages")


@private_page
@session_form
def make_it_fit(request: HttpRequest) -> HttpResponse:
    """Leave out the steps that the page proposed to leave out."""
    plan = own_plan(request)
    if plan is None:
        return to_session("partie")
    proposal = read_plan(request, plan).fit
    left_out = {int(line.key): sorted(line.left_out) for line, _lost in proposal.cuts()} if proposal else {}
    outcome = apply_change(request, plan, lambda locked: editing.cut(locked, left_out))
    return _told(request, plan, outcome, "coupe")


@private_page
@session_form
def undo(request: HttpRequest) -> HttpResponse:
    plan = own_plan(request)
    if plan is None:
        return to_session("partie")
    try:
        outcome = apply_change(request, plan, editing.undo)
    except SessionIsFull:
        return to_session("pleine")
    return _told(request, plan, outcome, "annule")


@private_page
@session_form
def delete(request: HttpRequest) -> HttpResponse:
    """Delete the session at once: the edit address, the key and all lines."""
    plan = own_plan(request)
    if plan is not None:
        plan.delete()
    return forget(to_session("supprimee"))


@private_page
@session_form
def finish(request: HttpRequest) -> HttpResponse:
    """Leave no trace on a shared computer. The session itself stays."""
    return forget(see_other(reverse("session_finished")))


@private_page
@require_safe
def finished(request: HttpRequest) -> HttpResponse:
    return render(request, "lessons/planning/finished.html")


def too_many(request: HttpRequest) -> HttpResponse:
    """Too many tries from one network."""
    response = plain(
        request,
        _("Attendez quelques minutes"),
        _("Il y a eu beaucoup d’essais depuis ce réseau. Réessayez dans dix minutes."),
        status=429,
    )
    response["Retry-After"] = "600"
    return response


def _told(request: HttpRequest, plan: SessionPlan, outcome: Outcome, info: str) -> HttpResponse:
    if outcome is Outcome.CONFLICT:
        return session_page(request, plan, Unsaved(conflict=True), status=409)
    return to_session("partie" if outcome is Outcome.GONE else info)
