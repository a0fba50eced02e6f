"""Handles a POST of the session page: saves the typed fields, then runs the action of the pressed button."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from home.page_access import visible_in_this_site
from lessons.models import GuideIndexPage, GuidePage
from lessons.planning import editing
from lessons.planning.activities import Activity
from lessons.planning.cookie import own_plan
from lessons.planning.models import SessionLine
from lessons.planning.views.form_saving import LockedSession, save, save_response
from lessons.planning.views.notices import session_gone_response
from lessons.planning.views.posted_form import integer
from lessons.planning.views.responses import (
    private_page,
    readable_guides,
    see_other,
    session_form,
    to_session,
)

# Buttons that print or show the session: the URL name to redirect to, and its arguments.
NEXT_PAGES: dict[str, tuple[str, *tuple[int, ...]]] = {
    "dossier": ("session_pack",),
    "projection": ("project_session", 1),
    "plan": ("session_document",),
    "agenda": ("session_calendar",),
}


@dataclass(frozen=True)
class Action:
    """The action of the pressed button, such as "remplacer-12-345": name, line, and guide or position."""

    name: str
    line: int
    argument: int
    guide: GuidePage | None

    @property
    def anchor(self) -> str:
        return "deroule" if self.name in {"", "retirer", "pause"} else f"ligne-{self.line}"


@private_page
@session_form
def change_lines(request: HttpRequest) -> HttpResponse:
    """Save the typed fields of the page, then run the action of the button."""
    plan = own_plan(request)
    if plan is None:
        return session_gone_response(request)
    action = _action(request)

    def act(now: LockedSession) -> bool:
        row = now.plan.lines.filter(pk=action.line).first()
        return row is None or _ACTIONS[action.name](now, row, action)

    result = save(request, plan, act if action.name in _ACTIONS else None)
    return save_response(request, plan, result, _next_page(request, action))


def _next_page(request: HttpRequest, action: Action) -> HttpResponse:
    """Return a redirect to the page named in the field `suite`, or to the session page."""
    name = request.POST.get("suite", "")
    if name == "guides":
        catalogue = visible_in_this_site(request, GuideIndexPage.objects.all()).first()
        return see_other(str(catalogue.get_url(request)) if catalogue else "/")
    if name in NEXT_PAGES:
        return see_other(reverse(NEXT_PAGES[name][0], args=NEXT_PAGES[name][1:]))
    return to_session("retiree" if action.name == "retirer" else "", anchor=action.anchor)


def _action(request: HttpRequest) -> Action:
    name, _dash, rest = request.POST.get("action", "").partition("-")
    line, _dash, argument = rest.partition("-")
    guides = readable_guides(request)
    guide = None
    if name in {"remplacer", "avant"}:
        guide = guides.filter(id=integer(argument)).first()
    elif name in {"vu", "retirer"}:
        guide = guides.filter(id__in=SessionLine.objects.filter(pk=integer(line)).values("guide")).first()
    return Action(name, integer(line), integer(argument), guide)


def _move_up(now: LockedSession, row: SessionLine, action: Action) -> bool:
    return _move(now, row, -1)


def _move_down(now: LockedSession, row: SessionLine, action: Action) -> bool:
    return _move(now, row, 1)


def _move(now: LockedSession, row: SessionLine, by: int) -> bool:
    shown = _shown_order(now)
    if row.pk in shown:
        editing.move_as_shown(now.plan, row, shown, shown.index(row.pk) + by)
    return True


def _move_to(now: LockedSession, row: SessionLine, action: Action) -> bool:
    editing.move_as_shown(now.plan, row, _shown_order(now), action.argument)
    return True


def _shown_order(now: LockedSession) -> list[int]:
    """Return the lines in the order that the page showed, or else in their current order."""
    return now.typed.order if any(now.typed.order) else list(now.plan.lines.values_list("pk", flat=True))


def _remove(now: LockedSession, row: SessionLine, action: Action) -> bool:
    """Remove the line, unless another person has changed it since the page was rendered."""
    if not now.is_line_as_shown(row.pk):
        return False
    title = action.guide.title if action.guide else str(row.get_activity_display()) if row.activity else ""
    editing.remove(now.plan, row, title)
    return True


def _replace(now: LockedSession, row: SessionLine, action: Action) -> bool:
    if not now.is_line_as_shown(row.pk):
        return False
    if action.guide is not None and not now.plan.lines.filter(guide=action.guide).exists():
        editing.replace_guide(row, action.guide)
    return True


def _add_before(now: LockedSession, row: SessionLine, action: Action) -> bool:
    """Move or add the guide before the line."""
    if action.guide is None:
        return True
    present = now.plan.lines.filter(guide=action.guide).first()
    if present is None:
        editing.add_guide(now.plan, action.guide, before=row.pk)
    else:
        editing.move(now.plan, present, row.position)
    return True


def _add_break(now: LockedSession, row: SessionLine, action: Action) -> bool:
    editing.add_activity(now.plan, Activity.BREAK, before=row.pk)
    return True


def _mark_as_seen(now: LockedSession, row: SessionLine, action: Action) -> bool:
    if action.guide is not None:
        editing.mark_as_seen(row, action.guide)
    return True


_ACTIONS: dict[str, Callable[[LockedSession, SessionLine, Action], bool]] = {
    "monter": _move_up,
    "descendre": _move_down,
    "deplacer": _move_to,
    "retirer": _remove,
    "remplacer": _replace,
    "avant": _add_before,
    "pause": _add_break,
    "vu": _mark_as_seen,
}
