"""Registers the quality tools in Wagtail. Registration only."""

from collections.abc import Mapping
from datetime import timedelta

from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from home.accounts.roles import EDITORS, PAGE_POLICY
from home.hooks import PUBLICATION_FAULTS_HOOK, ROLES_SET_UP_HOOK, SCHEDULED_TASK_HOOK, ScheduledTask
from home.models import User
from lessons.models import GuidePage
from lessons.quality import admin_urls
from lessons.quality.bulk_actions import AssignGuides, CheckGuides, TagGuides
from lessons.quality.checks.all_checks import publication_faults
from lessons.quality.findings import Finding
from lessons.quality.freshness import CHECKED_ACTION
from lessons.quality.links.checker import check_links_in_words
from lessons.quality.menu import EditorsMenuItem, guide_buttons
from lessons.quality.reports.expiry import delete_expired
from lessons.quality.reports.notifications import notify_of_reports
from lessons.quality.review.workflow import set_up_review
from lessons.quality.views.dashboard import order_panels
from lessons.quality.views.guide_viewset import GuideViewSet
from lessons.quality.weekly_mail import send_weekly_mails


@hooks.register(PUBLICATION_FAULTS_HOOK)
def reasons_against_publishing(guide: GuidePage) -> list[Finding]:
    return publication_faults(guide)


@hooks.register(ROLES_SET_UP_HOOK)
def register_review(groups: Mapping[str, Group]) -> None:
    set_up_review(groups)


@hooks.register(SCHEDULED_TASK_HOOK)
def notification_of_reports() -> ScheduledTask:
    return ScheduledTask("signalements", timedelta(0), notify_of_reports)


@hooks.register(SCHEDULED_TASK_HOOK)
def weekly_mail() -> ScheduledTask:
    return ScheduledTask("courrier", timedelta(days=7), send_weekly_mails)


@hooks.register(SCHEDULED_TASK_HOOK)
def deletion_of_expired_data() -> ScheduledTask:
    return ScheduledTask("nettoyage", timedelta(days=1), delete_expired)


@hooks.register(SCHEDULED_TASK_HOOK, order=20)  # After the others: it is the slowest.
def link_check() -> ScheduledTask:
    return ScheduledTask("liens", timedelta(days=1), check_links_in_words)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    return list(admin_urls.urlpatterns)


@hooks.register("register_admin_viewset")
def guide_views() -> GuideViewSet:
    return GuideViewSet()


@hooks.register("register_admin_menu_item")
def inbox_item() -> MenuItem:
    return EditorsMenuItem(
        _("Signalements"), reverse("quality_inbox"), name="signalements", icon_name="mail", order=260
    )


@hooks.register("register_reports_menu_item")
def freshness_item() -> MenuItem:
    address = reverse("freshness_report")
    return EditorsMenuItem(
        _("Guides à revérifier"), address, name="a-reverifier", icon_name="history", order=100
    )


@hooks.register("register_reports_menu_item")
def links_item() -> MenuItem:
    return EditorsMenuItem(
        _("Liens des guides"), reverse("links_report"), name="liens", icon_name="link", order=110
    )


@hooks.register("register_help_menu_item")
def help_item() -> MenuItem:
    return MenuItem(
        _("Écrire un bon guide"), reverse("editing_help"), name="ecrire", icon_name="help", order=10
    )


@hooks.register("construct_help_menu")
def remove_english_help(request: HttpRequest, items: list[MenuItem]) -> None:
    """Remove links to Wagtail's own help, which is in English and on another site."""
    items[:] = [item for item in items if not str(item.url).startswith("http")]


@hooks.register("construct_homepage_panels")
def home_panel(request: HttpRequest, panels: list[Component]) -> None:
    if PAGE_POLICY.user_has_any_permission(request.user, EDITORS):
        order_panels(request, panels)


@hooks.register("register_page_header_buttons")
def buttons_in_header(page: Page, user: User, view_name: str, next_url: str | None = None) -> list[Button]:
    return guide_buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def buttons_in_list(page: Page, user: User, next_url: str | None = None) -> list[Button]:
    return guide_buttons(page, user)


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(CHECKED_ACTION, _("Vérifier"), _("Guide vérifié : toujours exact"))


hooks.register("register_bulk_action", CheckGuides)
hooks.register("register_bulk_action", TagGuides)
hooks.register("register_bulk_action", AssignGuides)


@hooks.register("insert_global_admin_css")
def styles() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/quality.css"))


@hooks.register("insert_editor_js")
def editor_scripts() -> str:
    scripts = ((static(f"js/admin/{name}.js"),) for name in ("quality", "faults"))
    return format_html_join("", '<script type="module" src="{}"></script>', scripts)
