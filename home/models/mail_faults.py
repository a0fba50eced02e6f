"""Mail delivery failures: recipient, date and reason."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailFault(models.Model):
    """A mailbox that refuses mail, or, without `address`, the mail server.

    Deleted when mail is sent again.
    """

    exclude_from_backup = True
    affects_public_pages = False
    wagtail_reference_index_ignore = True

    address = models.EmailField(_("adresse"), blank=True, unique=True)
    reason = models.CharField(_("raison"), max_length=300)
    began_at = models.DateTimeField(_("depuis"), auto_now_add=True)
    last_at = models.DateTimeField(_("la dernière fois"), auto_now=True)

    class Meta:
        verbose_name = _("message refusé")
        verbose_name_plural = _("messages refusés")
        ordering: ClassVar[list[str]] = ["address"]

    def __str__(self) -> str:
        return self.address or str(_("serveur de messagerie"))
