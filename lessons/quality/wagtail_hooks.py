"""Registers what the administration must know of quality. Registration only."""

from django.templatetags.static import static
from django.urls import URLPattern, URLResolver
from django.utils.html import format_html
from wagtail import hooks

from lessons.models import GuidePage
from lessons.models.forms import PUBLICATION_FAULTS_HOOK
from lessons.quality import admin_urls
from lessons.quality.blocking import blocking_faults


@hooks.register(PUBLICATION_FAULTS_HOOK)
def publication_faults(guide: GuidePage) -> list[str]:
    return [str(fault) for fault in blocking_faults(guide)]


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    return list(admin_urls.urlpatterns)


@hooks.register("insert_global_admin_css")
def styles() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/quality.css"))


@hooks.register("insert_editor_js")
def editor_script() -> str:
    return format_html('<script type="module" src="{}"></script>', static("js/admin/quality.js"))
