"""Registers the floor of the site."""

from django.apps import AppConfig
from django.db.models.signals import pre_save
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Site")

    def ready(self) -> None:
        from wagtail.models import UploadedFile  # Models can be imported only once apps are ready.

        from home.darkroom.aside import clean_aside

        pre_save.connect(clean_aside, sender=UploadedFile, dispatch_uid="clean_aside")
