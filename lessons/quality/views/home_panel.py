"""The panel of the administration's home page."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from lessons.quality.models import LinkCheck, LinkState, Report
from lessons.quality.views.freshness import report_context


class QualityPanel(Component):
    """What waits for somebody: guides due, readers' reports, dead links."""

    name = "quality"
    order = 120
    template_name = "lessons/quality/home_panel.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {
            **report_context(parent_context["request"]),
            "heading": _("Tenir les guides à jour"),
            "open_reports": Report.objects.open().count(),
            "dead_links": LinkCheck.objects.filter(state=LinkState.DEAD).count(),
        }
