"""Views of guides outside the page tree."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from home.page_access import get_visible_or_404
from lessons.models import GuidePage


@require_safe
def short_address(request: HttpRequest, pk: int) -> HttpResponse:
    """Redirect from the address printed on paper to the guide, wherever it has moved since."""
    return redirect(_guide_address(request, pk))


@require_safe
def short_address_to_follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Redirect from the QR code of a learner's sheet to the first screen of the guide, step by step."""
    return redirect(f"{_guide_address(request, pk)}suivre/")


def _guide_address(request: HttpRequest, pk: int) -> str:
    # Filter by `id`, not `pk`: an integer field matches no row for a number too large for the database.
    guide = get_visible_or_404(request, GuidePage.objects.all(), id=pk)
    return str(guide.get_url(request))
