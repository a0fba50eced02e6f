"""Template tags for guides: level, duration, steps, markers, and the address of the catalogue."""

from typing import Any

from django import template
from django.template import Context
from django.utils.html import conditional_escape
from django.utils.http import urlencode
from wagtail.images.models import Picture
from wagtail.models import Site

from home.caching.memoize import memoize_per_generation
from home.caching.policy import UNCACHEABLE
from home.text.humanize import minutes_label
from lessons.guide_presentation import (
    DrawnMarker,
    ReadingStep,
    drawn_markers,
    shown_picture,
    steps_to_read,
    whole_picture,
)
from lessons.instruction_numbers import NumberedInstruction, number_instruction
from lessons.models import GuideIndexPage, GuidePage
from lessons.taxonomy.models import SkillLevel

register = template.Library()


@register.inclusion_tag("lessons/includes/level.html")
def level_badge(level: SkillLevel) -> dict[str, Any]:
    """Show a level as stairs and a word."""
    return {"level": level}


@register.filter
def minutes(value: int) -> str:
    """Return a duration in French: `90|minutes` is "1 h 30"."""
    return minutes_label(int(value))


@register.filter
def is_used(facet: Any) -> bool:
    """Whether a choice of the facet is selected."""
    return any(choice.selected for choice in facet.choices)


@register.filter
def unfolded(choices: list[Any]) -> list[Any]:
    """Return the choices of a facet; types of a theme only if the theme or one of its types is selected."""
    families: list[list[Any]] = []
    for choice in choices:
        if choice.depth == 0 or not families:
            families.append([])
        families[-1].append(choice)
    shown = (family if any(choice.selected for choice in family) else family[:1] for family in families)
    return [choice for family in shown for choice in family]


@register.filter
def inside_crop(markers: list[DrawnMarker]) -> list[DrawnMarker]:
    """Return the markers that are drawn: those inside the part of the picture that is shown."""
    return [marker for marker in markers if marker.is_inside]


@register.filter
def any_hangs_out(markers: list[DrawnMarker]) -> bool:
    """Return whether the picture needs a margin for numbers."""
    return any(marker.hangs_out for marker in markers)


@register.simple_tag
def reading_steps(guide: GuidePage) -> list[ReadingStep]:
    """Return the steps of a guide in order, numbered; their images are loaded together."""
    return steps_to_read(guide)


@register.simple_tag(takes_context=True)
def shown(context: Context, screenshot: Any, eager: Any = None) -> Picture | None:
    """Return the image of a screenshot, or None when its file is lost; the page is then not cached."""
    picture = shown_picture(screenshot, eager=bool(eager))
    if picture is None and "request" in context:
        setattr(context["request"], UNCACHEABLE, True)
    return picture


@register.simple_tag
def whole_rendition(screenshot: Any) -> Any:
    """Return the file of the whole image when only a part of it is shown, or None."""
    return whole_picture(screenshot)


@register.simple_tag
def numbered_instruction(step: Any) -> NumberedInstruction:
    """Return the instruction of a step, with the numbers of the markers that its words name."""
    screenshot = step["screenshot"]
    return number_instruction(
        conditional_escape(step["instruction"]), screenshot.shown_markers if screenshot else ()
    )


@register.simple_tag
def not_named(drawn: list[DrawnMarker], named: frozenset[int], picture: Any) -> list[DrawnMarker]:
    """Return the markers to explain below a picture: those that the instruction does not name.

    The only marker of a picture needs no words; without the picture, all are read.
    """
    if not picture:
        return drawn
    return [marker for marker in drawn if marker.number not in (named or ())] if len(drawn) > 1 else []


@register.simple_tag
def markers(screenshot: Any) -> list[DrawnMarker]:
    """Return the markers of a screenshot with the positions of their rings and numbers."""
    return drawn_markers(screenshot)


@register.simple_tag(takes_context=True)
def catalogue(context: Context) -> GuideIndexPage | None:
    """Return the catalogue of this site, or None when there is no public one."""
    site = Site.find_for_request(context.get("request"))
    return None if site is None else _catalogue(site)


@register.simple_tag(takes_context=True)
def catalogue_address(context: Context, **criteria: str) -> str:
    """Return the URL of the catalogue with these criteria as query string, or "/" without a catalogue."""
    page = catalogue(context)
    if page is None:
        return "/"
    address = str(page.get_url(context["request"]))
    return f"{address}?{urlencode(criteria)}" if criteria else address


@memoize_per_generation
def _catalogue(site: Site) -> GuideIndexPage | None:
    found: GuideIndexPage | None = GuideIndexPage.objects.visible().in_site_of(site.root_page).first()
    return found
