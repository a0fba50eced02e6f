"""Template tags that link any page to the visitor's session plan. They make no query if there is none."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context

from lessons.models import GuidePage
from lessons.planning.cookie import own_plan
from lessons.planning.models import ModelSession

register = template.Library()

_GUIDES_OF_REQUEST = "_guides_of_session"


@register.inclusion_tag("lessons/planning/includes/link.html", takes_context=True)
def session_link(context: Context) -> dict[str, Any]:
    """The link in the header, with the number of guides when the visitor has a session plan."""
    return {"count": len(_guides(context.get("request")))}


@register.inclusion_tag("lessons/planning/includes/add.html", takes_context=True)
def add_to_session(context: Context, guide: GuidePage, short: bool = False) -> dict[str, Any]:
    """The button that adds `guide`, or a link to the session plan when it already holds the guide."""
    request = context.get("request")
    return {
        "guide": guide,
        "short": short,
        "is_in": guide.pk in _guides(request),
        "back": _address(context, request) if request is not None else "",
    }


@register.simple_tag
def model_sessions() -> list[ModelSession]:
    """Return the published model sessions."""
    return list(ModelSession.objects.filter(live=True).select_related("level"))


def _guides(request: HttpRequest | None) -> frozenset[int]:
    """Return the primary keys of the guides in the visitor's session plan."""
    if request is None:
        return frozenset()
    if not hasattr(request, _GUIDES_OF_REQUEST):
        plan = own_plan(request)
        rows = plan.lines.filter(guide__isnull=False).values_list("guide_id", flat=True) if plan else ()
        setattr(request, _GUIDES_OF_REQUEST, frozenset(rows))
    found: frozenset[int] = getattr(request, _GUIDES_OF_REQUEST)
    return found


def _address(context: Context, request: HttpRequest) -> str:
    """Return the address to come back to: the current page, with only the query parameters that change it."""
    query = context.get("canonical_query", "")
    return f"{request.path}?{query}" if query else request.path
