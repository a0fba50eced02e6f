"""Template tags for the quality of guides in the administration."""

from typing import Any

from django import template
from django.urls import reverse

from lessons.models import GuidePage
from lessons.quality.views.quality_panel import panel_context

register = template.Library()


@register.simple_tag(takes_context=True)
def quality_panel(context: dict[str, Any], page: Any) -> dict[str, Any] | None:
    """Return the findings on `page` as last saved, and the URL to check it; None when it is not a guide."""
    if not isinstance(page, GuidePage):
        return None
    if page.pk:
        return {"url": reverse("quality_check", args=(page.pk,)), **panel_context(page)}
    parent = context.get("parent_page")
    return {"url": reverse("quality_check_new", args=(parent.pk,)), "is_new": True} if parent else None


@register.simple_tag
def guide_facts(page: Any) -> str:
    """Return what tells guides of one title apart, "Débutant · Logement › Aide au logement"; else ""."""
    if not isinstance(page, GuidePage):
        return ""
    return " · ".join(str(term) for term in (page.level, page.procedure_type) if term)
