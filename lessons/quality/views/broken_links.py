"""Report of links that no longer work, with the guide and the step to correct."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from home.accounts.roles import EDITORS, PAGE_POLICY
from lessons.models import GuidePage
from lessons.quality.links.link_uses import links_of
from lessons.quality.models import LinkCheck, LinkState


@dataclass(frozen=True)
class GuideUse:
    """A guide that links to a URL, and the place of the link."""

    guide: GuidePage
    place: str
    step_id: str

    @property
    def address(self) -> str:
        anchor = f"#block-{self.step_id}-section" if self.step_id else ""
        return f"{reverse('wagtailadmin_pages:edit', args=(self.guide.pk,))}{anchor}"


class LinkFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("État"), choices=LinkState.choices, empty_label=gettext_lazy("Tout")
    )

    class Meta:
        model = LinkCheck
        fields = ["state"]


class UsesColumn(Column):
    cell_template_name = "lessons/quality/uses_cell.html"


def _uses_in_words(check: Any) -> str:
    return " ; ".join(f"{use.guide.title} ({use.place})" for use in check.uses)


class LinksReport(ReportView):
    """Every URL that guides link to, the broken ones first."""

    model = LinkCheck
    index_url_name = "links_report"
    index_results_url_name = "links_report_results"
    page_title = gettext_lazy("Liens des guides")
    header_icon = "link"
    filterset_class = LinkFilters
    default_ordering = "state"
    permission_policy = PAGE_POLICY
    any_permission_required = EDITORS
    columns = (
        TitleColumn("url", label=gettext_lazy("Adresse"), get_url=lambda check: check.url),
        Column("state", label=gettext_lazy("État"), accessor="get_state_display", sort_key="state"),
        Column("answer", label=gettext_lazy("Réponse")),
        Column("final_url", label=gettext_lazy("Nouvelle adresse")),
        DateColumn("failing_since", label=gettext_lazy("En panne depuis"), sort_key="failing_since"),
        DateColumn("checked_at", label=gettext_lazy("Vérifié le"), sort_key="checked_at"),
        UsesColumn("uses", label=gettext_lazy("À corriger dans")),
    )
    list_export = ("url", "state", "answer", "final_url", "failing_since", "checked_at", "used_in")
    export_headings = {
        "url": gettext_lazy("Adresse"),
        "state": gettext_lazy("État"),
        "answer": gettext_lazy("Réponse"),
        "final_url": gettext_lazy("Nouvelle adresse"),
        "failing_since": gettext_lazy("En panne depuis"),
        "checked_at": gettext_lazy("Vérifié le"),
        "used_in": gettext_lazy("À corriger dans"),
    }

    def get_queryset(self) -> QuerySet[LinkCheck]:
        return self.order_queryset(LinkCheck.objects.all())

    def get_filename(self) -> str:
        return "liens-des-guides"

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        uses: dict[str, list[GuideUse]] = {}
        for guide in GuidePage.objects.all():
            for link in links_of(guide):
                uses.setdefault(link.url, []).append(GuideUse(guide, link.place, link.step_id))
        for check in object_list:
            check.uses = uses.get(check.url, [])
            check.used_in = partial(_uses_in_words, check)
        return object_list
