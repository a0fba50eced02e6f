"""Admin URLs of the quality tools, for users who may edit pages."""

from typing import Any

from django.urls import path
from wagtail.admin.auth import require_admin_access

from lessons.quality.views import freshness_report, guide_duplication, inbox
from lessons.quality.views.broken_links import LinksReport
from lessons.quality.views.help import editing_help
from lessons.quality.views.quality_panel import CheckOnCreate, CheckOnEdit

NEW_GUIDE = {"content_type_app_name": "lessons", "content_type_model_name": "guidepage"}


def _report(view: Any, address: str, name: str) -> list[Any]:
    """Return the URLs of a report and of its results, which the filters request separately."""
    return [
        path(f"{address}/", require_admin_access(view.as_view()), name=name),
        path(
            f"{address}/lignes/",
            require_admin_access(view.as_view(results_only=True)),
            name=f"{name}_results",
        ),
    ]


urlpatterns = [
    path(
        "qualite/guides/<int:page_id>/controle/",
        require_admin_access(CheckOnEdit.as_view()),
        name="quality_check",
    ),
    path(
        "qualite/nouveau/<int:parent_page_id>/controle/",
        require_admin_access(CheckOnCreate.as_view()),
        NEW_GUIDE,
        name="quality_check_new",
    ),
    path(
        "qualite/guides/<int:pk>/toujours-exact/",
        require_admin_access(freshness_report.still_exact),
        name="guide_still_exact",
    ),
    path(
        "qualite/guides/<int:pk>/dupliquer/",
        require_admin_access(guide_duplication.duplicate),
        name="guide_duplicate",
    ),
    path("aide/", require_admin_access(editing_help), name="editing_help"),
    path("qualite/signalements/<int:pk>/", require_admin_access(inbox.report_detail), name="quality_report"),
    *_report(freshness_report.FreshnessReport, "qualite/a-reverifier", "freshness_report"),
    *_report(LinksReport, "qualite/liens", "links_report"),
    *_report(inbox.Inbox, "qualite/signalements", "quality_inbox"),
]
