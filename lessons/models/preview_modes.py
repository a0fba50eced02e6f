"""How a guide is shown while it is written: the page, and the sheets that are made of it."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import PreviewableMixin

from home.hooks import PAGE_PREVIEW_HOOK, answers


class PreviewsWithSheets(PreviewableMixin):
    """Adds the sheets to the previews of a page."""

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [
            ("", _("La page")),
            *((preview.name, preview.label) for preview in answers(PAGE_PREVIEW_HOOK)),
        ]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> Any:
        for preview in answers(PAGE_PREVIEW_HOOK):
            if preview.name == mode_name:
                return preview.serve(request, self)
        return super().serve_preview(request, mode_name)
