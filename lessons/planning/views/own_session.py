"""Views of the visitor's own session plan: its page, and the actions of its forms."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home.page_access import get_visible_or_404
from lessons.models import GuidePage
from lessons.planning import editing
from lessons.planning.activities import Activity
from lessons.planning.cookie import COOKIE, begin, forget, keep, own_plan, own_token
from lessons.planning.editing import Outcome
from lessons.planning.rate_limits import NEW_SESSIONS
from lessons.planning.views.form_saving import LockedSession, SessionAction, save, save_response
from lessons.planning.views.notices import notice_of, session_gone_response
from lessons.planning.views.posted_form import integer
from lessons.planning.views.responses import (
    local_path,
    message_page,
    private_page,
    read_plan,
    see_other,
    session_form,
    to_session,
)
from lessons.planning.views.session_page import session_page


@private_page
@require_safe
def session(request: HttpRequest) -> HttpResponse:
    """The session page of the plan in the cookie; without a plan, an explanation of how to begin."""
    plan = own_plan(request)
    if plan is None:
        response = render(request, "lessons/planning/empty.html", {"notice": notice_of(request)})
        return forget(response) if COOKIE in request.COOKIES else response
    plan.touch()
    return keep(session_page(request, plan), own_token(request))


@private_page
@session_form
def add(request: HttpRequest) -> HttpResponse:
    """Add a guide or an activity. The first one creates the session plan and sets the cookie."""
    act, anchor = _addition(request)
    plan, token = own_plan(request), own_token(request)
    if plan is None:
        if NEW_SESSIONS.is_reached(request):
            return too_many(request)
        NEW_SESSIONS.count(request)
        plan, token = editing.create_plan()
        begin(request, plan, token)
    result = save(request, plan, act)
    back = local_path(request, request.POST.get("retour", ""))
    done = see_other(f"{back}#{anchor}") if back else to_session(anchor=anchor)
    response = save_response(request, plan, result, done)
    return response if result.outcome is Outcome.GONE else keep(response, token)


def _addition(request: HttpRequest) -> tuple[SessionAction, str]:
    """Return the action and the anchor to return to. Raises Http404 when the guide does not exist."""
    activity = request.POST.get("activite", "")
    before = integer(request.POST.get("avant", "")) or None
    if activity in Activity:

        def add_activity(now: LockedSession) -> bool:
            editing.add_activity(now.plan, Activity(activity), before=before)
            return True

        return add_activity, "ajouter"
    guide = get_visible_or_404(request, GuidePage.objects.all(), id=integer(request.POST.get("guide", "")))

    def add_guide(now: LockedSession) -> bool:
        editing.add_guide(now.plan, guide, before=before)
        return True

    return add_guide, f"seance-{guide.pk}"


@private_page
@session_form
def save_details(request: HttpRequest) -> HttpResponse:
    return _changed(request, None, "reglages")


@private_page
@session_form
def shorten_session(request: HttpRequest) -> HttpResponse:
    """Leave out the steps that the page proposed."""

    def leave_out_steps(now: LockedSession) -> bool:
        if not now.is_of_this_version:
            return False
        proposal = read_plan(request, now.plan, advice=False).fit
        cuts = proposal.cuts() if proposal else ()
        editing.leave_out_steps(now.plan, {int(line.key): sorted(line.left_out) for line, _lost in cuts})
        return True

    return _changed(request, leave_out_steps, "coupe")


@private_page
@session_form
def undo(request: HttpRequest) -> HttpResponse:
    def put_back(now: LockedSession) -> bool:
        if now.is_of_this_version:
            editing.undo(now.plan)
        return now.is_of_this_version

    return _changed(request, put_back, "annule")


@private_page
@session_form
def delete(request: HttpRequest) -> HttpResponse:
    """Delete the session plan at once, with its edit address, its share key and all lines."""
    plan = own_plan(request)
    if plan is not None:
        plan.delete()
    return forget(to_session("supprimee"))


@private_page
@session_form
def finish(request: HttpRequest) -> HttpResponse:
    """Leave no trace on a shared computer: save the typed fields, delete the cookie. The plan is kept."""
    plan = own_plan(request)
    done = forget(see_other(reverse("session_finished")))
    return done if plan is None else save_response(request, plan, save(request, plan), done)


@private_page
@require_safe
def finished(request: HttpRequest) -> HttpResponse:
    return render(request, "lessons/planning/finished.html")


def too_many(request: HttpRequest) -> HttpResponse:
    """Return the response for too many attempts from one network."""
    response = message_page(
        request,
        _("Attendez quelques minutes"),
        _("Il y a eu beaucoup d’essais depuis ce réseau. Réessayez dans dix minutes."),
        status=429,
    )
    response["Retry-After"] = "600"
    return response


def _changed(request: HttpRequest, act: SessionAction | None, info: str) -> HttpResponse:
    plan = own_plan(request)
    if plan is None:
        return session_gone_response(request)
    return save_response(request, plan, save(request, plan, act), to_session(info))
