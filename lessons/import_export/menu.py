"""The menu item of the administration for import and export."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from lessons.import_export.permissions import may_import_and_export


class ImportExportMenuItem(MenuItem):
    """Shown to users who may write guides."""

    def __init__(self) -> None:
        super().__init__(
            _("Importer, exporter"),
            reverse("exchange:exchange"),
            name="exchange",
            icon_name="upload",
            order=250,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return may_import_and_export(request.user)
