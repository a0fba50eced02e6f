"""Menus that administrators edit."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from home.blocks import MenuBlock
from home.fields import SmallMigrationStreamField


@register_setting(icon="list-ul")
class Navigation(BaseSiteSetting):
    main_menu = SmallMigrationStreamField(MenuBlock(), blank=True, verbose_name=_("menu principal"))
    footer_menu = SmallMigrationStreamField(MenuBlock(), blank=True, verbose_name=_("menu de bas de page"))

    panels = [FieldPanel("main_menu"), FieldPanel("footer_menu")]

    class Meta:
        verbose_name = _("Menus")
