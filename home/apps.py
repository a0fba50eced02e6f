"""Registers the floor of the site."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, pre_delete, pre_save
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Site")

    def ready(self) -> None:
        from django.contrib.auth.signals import user_login_failed
        from django.db.backends.signals import connection_created
        from wagtail.admin.forms.choosers import ExternalLinkChooserForm
        from wagtail.models import UploadedFile  # Models can be imported only once apps are ready.

        from home.comparison import compare_in_words
        from home.darkroom.aside import clean_aside
        from home.darkroom.deletion import erase_deleted, refuse_when_used
        from home.doors.attempts import count_wrong_password
        from home.models import SiteImage, SiteRendition
        from home.page_cache.changes import watch
        from home.spreadsheets import teach_wagtail
        from home.wagtail_labels import label_in_french
        from home.web_addresses import validate_web_address
        from home.write_lock import limit_waiting_writers

        teach_wagtail()
        ExternalLinkChooserForm.base_fields["url"].validators.append(validate_web_address)
        label_in_french()
        compare_in_words()
        user_login_failed.connect(count_wrong_password, dispatch_uid="count_wrong_password")
        connection_created.connect(watch, dispatch_uid="watch_changes")
        connection_created.connect(limit_waiting_writers, dispatch_uid="limit_waiting_writers")

        pre_save.connect(clean_aside, sender=UploadedFile, dispatch_uid="clean_aside")
        pre_delete.connect(refuse_when_used, sender=SiteImage, dispatch_uid="refuse_when_used")
        for model in (SiteImage, SiteRendition):
            post_delete.connect(erase_deleted, sender=model, dispatch_uid=f"erase_deleted_{model.__name__}")
