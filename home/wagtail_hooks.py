"""Registers the foundation's hooks: rich text, branding, scheduled tasks and images."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.admin.rich_text.editors.draftail.features import InlineStyleFeature
from wagtail.admin.ui.components import Component
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.rich_text.feature_registry import FeatureRegistry

from home.accounts import urls as accounts_urls
from home.accounts.menu_items import recovery_codes_menu_item
from home.accounts.roles import is_administrator
from home.accounts.session_status import connection, connection_messages
from home.backup.monitoring import backup_facts, daily_backup, disk_facts
from home.caching.generation import delete_old_versions
from home.colour_preview import colour_preview
from home.dashboard import FailingTasksPanel
from home.hooks import HEALTH_HOOK, MACHINE_TASK_HOOK, SCHEDULED_TASK_HOOK, ScheduledTask
from home.images.admin import urls as image_editing_urls
from home.images.admin.create_view import PictureCreateView
from home.images.admin.privacy_views import VOUCHED
from home.images.crops import CropOperation
from home.images.editing import MASKED
from home.images.orphaned_files import delete_orphaned_copies, delete_orphaned_files_in_words
from home.images.pending_ocr import read_pending_in_words
from home.mail_backends import mail_facts
from home.media_admin_api import PermittedDocumentsAPIViewSet, PermittedImagesAPIViewSet
from home.page_link_handler import VisiblePageLink
from home.rich_text_widget import link
from home.scheduler.publishing import publish_and_withdraw
from home.scheduler.runner import task_facts

STYLE = "INTERFACE"


@hooks.register("register_rich_text_features")
def register_interface_words(features: FeatureRegistry) -> None:
    """Add the `interface` style: words as they appear on the learner's screen, stored as `<code>`."""
    features.register_editor_plugin(
        "draftail",
        "interface",
        InlineStyleFeature(
            {
                "type": STYLE,
                "icon": "desktop",
                "description": _("Mot écrit à l’écran"),
                "style": {
                    "fontWeight": "700",
                    "color": "var(--on-mark)",
                    "backgroundColor": "var(--mark)",
                    "padding": "0 4px",
                },
            }
        ),
    )
    features.register_converter_rule(
        "contentstate",
        "interface",
        {
            "from_database_format": {"code": InlineStyleElementHandler(STYLE)},
            "to_database_format": {"style_map": {STYLE: "code"}},
        },
    )


@hooks.register("register_rich_text_features", order=1)  # After Wagtail's own.
def register_links_to_visible_pages(features: FeatureRegistry) -> None:
    features.register_link_type(VisiblePageLink)
    # The getter method would scan all hooks again.
    rules = features.converter_rules_by_converter["contentstate"]
    kept = {**rules["link"], "to_database_format": {"entity_decorators": {"LINK": link}}}
    features.register_converter_rule("contentstate", "link", kept)


@hooks.register("insert_global_admin_css")
def brand_style() -> str:
    sheets = [
        (static(f"css/{name}.css"),) for name in ("tokens", "admin/brand", "admin/login", "admin/dashboard")
    ]
    return format_html_join("", '<link rel="stylesheet" href="{}">', sheets)


@hooks.register("insert_editor_js")
def saving_scripts() -> str:
    scripts = [(static(f"js/admin/{name}.js"),) for name in ("saving", "connection")]
    return connection_messages() + format_html_join("", '<script type="module" src="{}"></script>', scripts)


@hooks.register("insert_editor_js")
def pasted_tables_script() -> str:
    return format_html('<script type="module" src="{}"></script>', static("js/admin/paste.js"))


@hooks.register("insert_global_admin_css")
def saving_style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/saving.css"))


@hooks.register("register_admin_urls")
def register_session_status() -> list[URLPattern]:
    return [path("connexion/", connection, name="connection")]


@hooks.register("register_admin_urls")
def register_colour_preview() -> list[URLPattern]:
    return [path("couleur/", colour_preview, name="colour_preview")]


hooks.register(HEALTH_HOOK, backup_facts)
hooks.register(HEALTH_HOOK, disk_facts)
hooks.register(HEALTH_HOOK, mail_facts)
hooks.register(HEALTH_HOOK, task_facts)


# Runs first, so that its results are known when pages are published.
@hooks.register(SCHEDULED_TASK_HOOK, order=-20)
def reading_of_pictures() -> ScheduledTask:
    return ScheduledTask("lecture", timedelta(0), read_pending_in_words)


@hooks.register(SCHEDULED_TASK_HOOK, order=-10)
def scheduled_publishing() -> ScheduledTask:
    return ScheduledTask("publication", timedelta(0), publish_and_withdraw)


@hooks.register(SCHEDULED_TASK_HOOK)
def deletion_of_cache_versions() -> ScheduledTask:
    return ScheduledTask("pages", timedelta(days=1), delete_old_versions)


@hooks.register(SCHEDULED_TASK_HOOK)
def deletion_of_orphaned_files() -> ScheduledTask:
    return ScheduledTask("images", timedelta(days=1), delete_orphaned_files_in_words)


@hooks.register(SCHEDULED_TASK_HOOK, order=10)
def backup() -> ScheduledTask | None:
    return ScheduledTask("sauvegarde", timedelta(days=1), daily_backup) if settings.BACKUP_DIR else None


hooks.register(MACHINE_TASK_HOOK, delete_orphaned_copies)


@hooks.register("register_image_operations")
def crop_operation() -> list[tuple[str, type[CropOperation]]]:
    return [("crop", CropOperation)]


@hooks.register("construct_homepage_panels")
def failing_tasks_panel(request: HttpRequest, panels: list[Component]) -> None:
    if is_administrator(request.user):
        panels.append(FailingTasksPanel())


@hooks.register("register_admin_urls", order=-1)  # Before Wagtail's own page at the same address.
def register_image_creation() -> list[URLPattern]:
    return [path("images/add/", PictureCreateView.as_view())]


@hooks.register("construct_admin_api", order=1)  # After Wagtail's endpoints, which these replace.
def register_admin_api(router: WagtailAPIRouter) -> None:
    router.register_endpoint("images", PermittedImagesAPIViewSet)
    router.register_endpoint("documents", PermittedDocumentsAPIViewSet)


@hooks.register("register_admin_urls")
def register_image_editing() -> list[URLResolver]:
    return [path("captures/", include(image_editing_urls))]


@hooks.register("register_admin_urls")
def register_two_factor() -> list[URLResolver]:
    return [path("deuxieme-etape/", include(accounts_urls))]


@hooks.register("register_account_menu_item")
def register_recovery_codes(request: HttpRequest) -> dict[str, str] | None:
    return recovery_codes_menu_item(request.user)


@hooks.register("register_log_actions")
def register_image_log_actions(actions: LogActionRegistry) -> None:
    @actions.register_action(MASKED)
    class MaskedFormatter(LogFormatter):
        label = gettext_lazy("Masquer une image")

        def format_message(self, log_entry: Any) -> str:
            masks = log_entry.data.get("masks", 0)
            parts = (
                [ngettext("%(count)s partie masquée", "%(count)s parties masquées", masks)] if masks else []
            )
            if log_entry.data.get("cropped"):
                parts.append(_("image recadrée"))
            return ", ".join(parts) % {"count": masks}

    @actions.register_action(VOUCHED)
    class VouchedFormatter(LogFormatter):
        label = gettext_lazy("Dire qu’une image ne montre aucune donnée personnelle")

        def format_message(self, log_entry: Any) -> str:
            if log_entry.data.get("vouched"):
                return _("Aucune donnée personnelle vue sur l’image")
            return _("Image à regarder de nouveau")
