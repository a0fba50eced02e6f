"""App configuration of `home`: registers the foundation's hooks into Django and Wagtail."""

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

        from home.accounts.login_limits import count_wrong_password
        from home.caching.generation import watch_connection
        from home.images.admin.unfinished_uploads import delete_unfinished_uploads
        from home.images.deletion import erase_deleted, refuse_when_used
        from home.models import SiteImage, SiteRendition
        from home.revision_comparison import compare_in_words
        from home.spreadsheets import install_cell_formats
        from home.url_validation import validate_web_address
        from home.wagtail_labels import label_in_french
        from home.write_lock import limit_waiting_writers

        install_cell_formats()
        ExternalLinkChooserForm.base_fields["url"].validators.append(validate_web_address)
        label_in_french()
        compare_in_words()
        user_login_failed.connect(count_wrong_password, dispatch_uid="count_wrong_password")
        connection_created.connect(watch_connection, dispatch_uid="watch_changes")
        connection_created.connect(limit_waiting_writers, dispatch_uid="limit_waiting_writers")

        pre_save.connect(delete_unfinished_uploads, sender=UploadedFile, dispatch_uid="clean_aside")
        pre_delete.connect(refuse_when_used, sender=SiteImage, dispatch_uid="refuse_when_used")
        for model in (SiteImage, SiteRendition):
            post_delete.connect(erase_deleted, sender=model, dispatch_uid=f"erase_deleted_{model.__name__}")
