"""Menus that administrators edit."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import register_setting

from home.blocks import MenuBlock
from home.fields import SmallMigrationStreamField
from home.models.settings import SiteSetting


@register_setting(icon="list-ul")
class Navigation(SiteSetting):
    main_menu = SmallMigrationStreamField(MenuBlock(), blank=True, verbose_name=_("menu principal"))
    footer_menu = SmallMigrationStreamField(MenuBlock(), blank=True, verbose_name=_("menu de bas de page"))

    panels = [FieldPanel("main_menu"), FieldPanel("footer_menu")]

    class Meta:
        verbose_name = verbose_name_plural = _("Menus")
