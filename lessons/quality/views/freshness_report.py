"""Report of guides that are due, and the one-click action that marks a guide as still exact."""

from typing import cast

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.reports import ReportView

from home.accounts.roles import EDITORS, PAGE_POLICY
from home.models import User
from home.text.humanize import day_label
from lessons.models import GuidePage
from lessons.quality.freshness import DueStatus, due_guides, due_of, mark_as_checked
from lessons.taxonomy.models import ProcedureType, SkillLevel


class FreshnessFilters(WagtailFilterSet):
    due = django_filters.ChoiceFilter(
        label=gettext_lazy("Vérification"),
        choices=DueStatus.choices,
        method="filter_due",
        empty_label=gettext_lazy("Tout"),
    )
    theme = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Thème"),
        queryset=ProcedureType.objects.filter(parent=None),
        field_name="procedure_type__parent",
    )
    procedure_type = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Type de démarche"),
        queryset=ProcedureType.objects.filter(parent__isnull=False).select_related("parent"),
    )
    level = django_filters.ModelChoiceFilter(label=gettext_lazy("Niveau"), queryset=SkillLevel.objects.all())

    class Meta:
        model = GuidePage
        fields = ["due", "theme", "procedure_type", "level"]

    def filter_due(self, queryset: QuerySet[GuidePage], name: str, value: str) -> QuerySet[GuidePage]:
        return queryset.filter(pk__in=due_guides().ids[DueStatus(value)])


def _checked_on(guide: GuidePage) -> str:
    return day_label(guide.checked_on) if guide.checked_on else "–"


def _due_on(guide: GuidePage) -> str:
    return day_label(guide.freshness.due_on) if guide.freshness.due_on else "–"


def _due(guide: GuidePage) -> str:
    return str(due_of(guide.freshness).label)


class ButtonColumn(Column):
    """A button "Toujours exact aujourd’hui" for each guide."""

    cell_template_name = "lessons/quality/checked_cell.html"

    def get_value(self, instance: GuidePage) -> GuidePage:
        return instance


class FreshnessReport(ReportView):
    """Published guides by the date of their last check, the oldest first."""

    model = GuidePage
    index_url_name = "freshness_report"
    index_results_url_name = "freshness_report_results"
    page_title = gettext_lazy("Guides à revérifier")
    header_icon = "history"
    filterset_class = FreshnessFilters
    default_ordering = "checked_on"
    permission_policy = PAGE_POLICY
    any_permission_required = EDITORS
    columns = (
        TitleColumn(
            "title",
            label=gettext_lazy("Guide"),
            sort_key="title",
            get_url=lambda guide: reverse("wagtailadmin_pages:edit", args=(guide.pk,)),
        ),
        Column("procedure_type", label=gettext_lazy("Type de démarche"), sort_key="procedure_type__name"),
        Column("level", label=gettext_lazy("Niveau"), sort_key="level__rank"),
        Column("checked_on", label=gettext_lazy("Vérifié le"), accessor=_checked_on, sort_key="checked_on"),
        Column("due_on", label=gettext_lazy("À revérifier le"), accessor=_due_on),
        Column("due", label=gettext_lazy("Vérification"), accessor=_due),
        ButtonColumn("checked", label=gettext_lazy("Un clic suffit")),
    )
    list_export = (
        "title",
        "procedure_type",
        "level",
        "checked_on",
        "freshness.due_on",
        "freshness.label",
        "full_url",
    )
    export_headings = {
        "title": gettext_lazy("Guide"),
        "procedure_type": gettext_lazy("Type de démarche"),
        "level": gettext_lazy("Niveau"),
        "checked_on": gettext_lazy("Vérifié le"),
        "freshness.due_on": gettext_lazy("À revérifier le"),
        "freshness.label": gettext_lazy("État"),
        "full_url": gettext_lazy("Adresse"),
    }

    def get_queryset(self) -> QuerySet[GuidePage]:
        return self.order_queryset(GuidePage.objects.live().select_related("level", "procedure_type__parent"))

    def get_filename(self) -> str:
        return "guides-a-reverifier"


@require_POST
def still_exact(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one guide as checked today, and redirect to the page of the editor."""
    guide = get_object_or_404(GuidePage, pk=pk)
    if not guide.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    mark_as_checked([guide], cast("User", request.user))  # The administration requires a logged-in user.
    messages.success(request, _("« %(title)s » : toujours exact aujourd’hui.") % {"title": guide.title})
    return HttpResponseRedirect(get_valid_next_url_from_request(request) or reverse("freshness_report"))
