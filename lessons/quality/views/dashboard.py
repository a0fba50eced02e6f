"""The quality parts of the administration's home page."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.components import Component

from lessons.models import GuideIndexPage
from lessons.quality.models import LinkCheck, LinkState, Report
from lessons.quality.views.freshness_report import report_context


class WriteGuideItem(SummaryItem):
    """A link to create a guide, first on the home page, for users who may add pages to a catalogue."""

    order = 0
    template_name = "lessons/quality/write_guide.html"

    @cached_property
    def catalogue(self) -> GuideIndexPage | None:
        user = self.request.user
        catalogues = GuideIndexPage.objects.order_by("path")
        return next((page for page in catalogues if page.permissions_for_user(user).can_add_subpage()), None)

    def is_shown(self) -> bool:
        return self.catalogue is not None

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {"catalogue": self.catalogue}


class QualityPanel(Component):
    """A panel of open work: due guides, readers' reports, dead links."""

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
