"""The inbox of readers' reports, with the guide and the step of each."""

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from home.accounts.roles import EDITORS, PAGE_POLICY
from lessons.quality.models import OPEN, Reason, Report, Status


class InboxFilters(WagtailFilterSet):
    status = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("État"), choices=Status.choices, widget=forms.CheckboxSelectMultiple
    )
    reason = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("Raison"), choices=Reason.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Report
        fields = ["status", "reason"]


class Inbox(ReportView):
    """Every report, the newest first."""

    model = Report
    index_url_name = "quality_inbox"
    index_results_url_name = "quality_inbox_results"
    page_title = gettext_lazy("Signalements")
    header_icon = "mail"
    filterset_class = InboxFilters
    default_ordering = "-created_at"
    permission_policy = PAGE_POLICY
    any_permission_required = EDITORS
    columns = (
        TitleColumn(
            "guide",
            label=gettext_lazy("Guide"),
            sort_key="guide__title",
            get_url=lambda report: reverse("quality_report", args=(report.pk,)),
        ),
        Column("step_title", label=gettext_lazy("Étape")),
        Column("reason", label=gettext_lazy("Raison"), accessor="get_reason_display", sort_key="reason"),
        Column("text", label=gettext_lazy("Message")),
        Column("status", label=gettext_lazy("État"), accessor="get_status_display", sort_key="status"),
        DateColumn("created_at", label=gettext_lazy("Reçu"), sort_key="created_at"),
    )
    list_export = ("guide", "step_title", "reason", "text", "status", "created_at")
    export_headings = {
        "guide": gettext_lazy("Guide"),
        "step_title": gettext_lazy("Étape"),
        "reason": gettext_lazy("Raison"),
        "text": gettext_lazy("Message"),
        "status": gettext_lazy("État"),
        "created_at": gettext_lazy("Reçu"),
    }

    def get_queryset(self) -> QuerySet[Report]:
        return self.order_queryset(Report.objects.select_related("guide"))

    def get_filename(self) -> str:
        return "signalements"


class StatusForm(forms.ModelForm[Report]):
    class Meta:
        model = Report
        fields = ("status",)
        widgets = {"status": forms.RadioSelect}


def report_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One report with its guide and step, and a form for its status."""
    report = get_object_or_404(Report.objects.select_related("guide", "closed_by"), pk=pk)
    if not report.guide.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    form = StatusForm(request.POST or None, instance=report)
    if request.method == "POST" and form.is_valid():
        _close_or_open(form.save(commit=False), request.user)
        messages.success(request, _("Le signalement est noté « %s ».") % report.get_status_display())
        return redirect("quality_inbox")
    return render(request, "lessons/quality/report_detail.html", {"report": report, "form": form})


def _close_or_open(report: Report, user: Any) -> None:
    is_open = report.status in OPEN
    report.closed_at = None if is_open else timezone.now()
    report.closed_by = None if is_open else user
    report.save()
