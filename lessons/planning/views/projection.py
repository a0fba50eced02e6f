"""Projection of a guide or a session plan, one step per page. It works without JavaScript."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from home.page_access import follow_moved_pages, get_visible_or_404, url_path_of
from lessons.models import GuidePage
from lessons.planning.cookie import own_plan
from lessons.planning.models import SessionLine, SessionPlan
from lessons.planning.session_presentation import Session, read_session
from lessons.planning.slides import slides_of
from lessons.planning.views.responses import (
    private_page,
    read_plan,
    readable_guides,
    secret_address,
    to_session,
)
from lessons.planning.views.sharing import shared_plan

AddressOf = Callable[[int], str]


@require_safe
@follow_moved_pages
def project_guide(request: HttpRequest, page_path: str, number: int) -> HttpResponse:
    guide = get_visible_or_404(request, GuidePage.objects.all(), url_path=url_path_of(request, page_path))
    session = read_session([SessionLine(guide_id=guide.pk)], readable_guides(request))

    def address(place: int) -> str:
        return reverse("project_guide", args=[page_path, place])

    response = _screen(request, session, number, address, str(guide.get_url(request)))
    response["X-Robots-Tag"] = "noindex"
    return response


@private_page
@require_safe
def project_session(request: HttpRequest, number: int) -> HttpResponse:
    plan = own_plan(request)
    if plan is None:
        return to_session("partie")

    def address(place: int) -> str:
        return reverse("project_session", args=[place])

    return _screen(request, _to_show(request, plan), number, address, reverse("session"))


@secret_address
@require_safe
def project_shared(request: HttpRequest, key: str, number: int) -> HttpResponse:
    plan = shared_plan(request, key)
    if isinstance(plan, HttpResponse):
        return plan

    def address(place: int) -> str:
        return reverse("project_shared", args=[key, place])

    return _screen(request, _to_show(request, plan), number, address, reverse("shared_session", args=[key]))


def _to_show(request: HttpRequest, plan: SessionPlan) -> Session:
    return read_plan(request, plan, advice=False)


def _screen(
    request: HttpRequest, session: Session, number: int, address: AddressOf, way_out: str
) -> HttpResponse:
    slides = slides_of(session)
    if not 1 <= number <= len(slides):
        raise Http404
    markers_shown = "reperes" in request.GET
    context = {
        "slide": slides[number - 1],
        "number": number,
        "count": len(slides),
        "previous": address(number - 1) if number > 1 else "",
        "next": address(number + 1) if number < len(slides) else "",
        "here": address(number),
        "markers_shown": markers_shown,
        "way_out": way_out,
    }
    return render(request, "lessons/planning/projection/screen.html", context)
