"""Preview modes of a guide in the editor: the web page and the printed sheets made from it."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import PreviewableMixin

from home.hooks import PAGE_PREVIEW_HOOK, answers


class PreviewsWithSheets(PreviewableMixin):
    """Adds the printed sheets to the preview modes of a page."""

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
