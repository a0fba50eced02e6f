"""The administration of model sessions."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from lessons.planning.models import ModelSession


class ModelSessionViewSet(SnippetViewSet):
    model = ModelSession
    icon = "date"
    menu_label = _("Séances prêtes")
    menu_name = "model-sessions"
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["title", "available", "level", "live"]
    copy_view_enabled = False
