"""What templates of the administration need of the quality of guides."""

from typing import Any

from django import template
from django.urls import reverse

from lessons.models import GuidePage
from lessons.quality.views.quality_panel import panel_context

register = template.Library()


@register.simple_tag(takes_context=True)
def quality_panel(context: dict[str, Any], page: Any) -> dict[str, Any] | None:
    """The findings on `page` as it was last saved and where to check it again; None when it is not a guide."""
    if not isinstance(page, GuidePage):
        return None
    if page.pk:
        return {"url": reverse("quality_check", args=(page.pk,)), **panel_context(page)}
    parent = context.get("parent_page")
    return {"url": reverse("quality_check_new", args=(parent.pk,)), "is_new": True} if parent else None


@register.simple_tag
def guide_facts(page: Any) -> str:
    """What tells guides of the same title apart: "Débutant · Logement › Aide au logement"; empty for other pages."""
    if not isinstance(page, GuidePage):
        return ""
    return " · ".join(str(term) for term in (page.level, page.procedure_type) if term)
