"""Permission to import and export: users who may write guides in the catalogue."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from lessons.models import GuideIndexPage


def may_import_and_export(user: Any) -> bool:
    catalogue = _catalogue()
    return catalogue is not None and bool(catalogue.permissions_for_user(user).can_add_subpage())


def writable_catalogue(request: HttpRequest) -> GuideIndexPage:
    """Return the catalogue. Raises PermissionDenied when the user may not write guides in it."""
    catalogue = _catalogue()
    if catalogue is None or not may_import_and_export(request.user):
        raise PermissionDenied
    return catalogue


def _catalogue() -> GuideIndexPage | None:
    catalogue: GuideIndexPage | None = GuideIndexPage.objects.order_by("path").first()
    return catalogue
