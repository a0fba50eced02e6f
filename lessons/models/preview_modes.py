"""How a guide is shown while it is written: the page, and the sheets that are made of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import PreviewableMixin

# A hook, since sheets are made above the models: each function returns one SheetPreview.
SHEET_PREVIEW_HOOK = "guide_sheet_preview"


@dataclass(frozen=True)
class SheetPreview:
    """One more way to look at a guide that is being written."""

    name: str
    label: Any
    serve: Callable[[HttpRequest, Any], HttpResponse]


def sheet_previews() -> Iterator[SheetPreview]:
    for function in hooks.get_hooks(SHEET_PREVIEW_HOOK):
        yield function()


class PreviewsWithSheets(PreviewableMixin):
    """Adds the sheets to the previews of a page."""

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [("", _("La page")), *((preview.name, preview.label) for preview in sheet_previews())]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> Any:
        for preview in sheet_previews():
            if preview.name == mode_name:
                return preview.serve(request, self)
        return super().serve_preview(request, mode_name)
