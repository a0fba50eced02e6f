"""Serves the static copy of the site as one zip file."""

from datetime import date

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest
from django.urls import reverse
from django.views.decorators.http import require_safe

from home.hooks import SiteArchive
from lessons.static_export.outage_copy import current_copy


@require_safe
def site_file(request: HttpRequest) -> FileResponse:
    """The zip file to unpack on a USB stick. Raises Http404 while there is none that may be shown."""
    kit = visible_site_archive()
    if kit is None:
        raise Http404
    try:
        content = current_copy().kit.open("rb")
    except FileNotFoundError:
        raise Http404 from None  # Deleted in the meantime.
    response = FileResponse(content, as_attachment=True, filename=f"pas-a-pas-{kit.day}.zip")
    response["Cache-Control"] = "no-store"  # Its content may be withdrawn at any time.
    return response


def visible_site_archive() -> SiteArchive | None:
    """Return the facts on the zip file for the page about offline reading; None while it may not be shown."""
    if settings.COPY_DIR is None:
        return None
    copy = current_copy()
    try:
        size = copy.kit.stat().st_size
    except FileNotFoundError:
        return None
    if copy.holds_what_is_gone:
        return None
    return SiteArchive(reverse("site_file"), date.fromisoformat(copy.manifest["date"]), size)
