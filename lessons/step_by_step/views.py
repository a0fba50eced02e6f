"""The screens of a guide that is followed step by step. Each is a page, which works without JavaScript."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from home.caching.policy import allow_page_cache
from home.models.base import OFFLINE_HEADER
from home.page_access import follow_moved_pages, get_visible_or_404, url_path_of
from lessons.models import GuidePage
from lessons.step_by_step.screens import Screens, enlarged_picture


@require_safe
@follow_moved_pages
def follow_guide(request: HttpRequest, page_path: str) -> HttpResponse:
    """The first screen: what to bring, what to know, which site to open."""
    screens = _screens(request, page_path)
    facts = {
        "papers": screens.papers(),
        "required": screens.guide.related_content.required,
    }
    return _screen(request, screens, 0, "lessons/step_by_step/before.html", facts)


@require_safe
@follow_moved_pages
def follow_step(request: HttpRequest, page_path: str, number: int) -> HttpResponse:
    """One step. A number without a step gets a page that says so, because steps are withdrawn while one follows."""
    screens = _screens(request, page_path)
    if screens.count and not 1 <= number <= screens.count:
        return render(request, "lessons/step_by_step/no_such_step.html", {"screens": screens}, status=404)
    step = screens.step(number) if screens.count else None
    facts = {"step": step, "enlarged": enlarged_picture(step.block.value["screenshot"]) if step else None}
    return _screen(request, screens, number, "lessons/step_by_step/step_screen.html", facts)


@require_safe
@follow_moved_pages
def follow_to_the_end(request: HttpRequest, page_path: str) -> HttpResponse:
    """The last screen: how to see that one succeeded, and what comes next."""
    screens = _screens(request, page_path)
    facts = {"checks": screens.checks(), "following": screens.guide.related_content.following}
    return _screen(request, screens, screens.count + 1, "lessons/step_by_step/after.html", facts)


def _screens(request: HttpRequest, page_path: str) -> Screens:
    guides = GuidePage.objects.for_reading()
    guide = get_visible_or_404(request, guides, url_path=url_path_of(request, page_path))
    return Screens(guide, reverse("follow_guide", args=[page_path]))


def _screen(
    request: HttpRequest, screens: Screens, place: int, template: str, facts: dict[str, Any]
) -> HttpResponse:
    """Render the screen at `place` in the addresses of `screens`, or redirect to a guide that has no step."""
    guide_url = screens.guide.get_url(request)
    if not screens.count:
        return redirect(guide_url)
    addresses = screens.addresses
    context = {
        "guide": screens.guide,
        "guide_url": guide_url,
        "screens": screens,
        "place": place,
        "steps": list(zip(screens.titles, addresses[1:-1], strict=True)),
        "back": addresses[place - 1] if place else "",
        "onward": addresses[place + 1] if place <= screens.count else "",
        "next_title": screens.titles[place] if place < screens.count else "",
    }
    response = allow_page_cache(render(request, template, context | facts))
    response["X-Robots-Tag"] = "noindex"
    if settings.OFFLINE and not request.GET.keys() & settings.PAGE_PARAMETERS:
        response[OFFLINE_HEADER] = "page"
    return response
