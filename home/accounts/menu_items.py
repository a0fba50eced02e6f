"""Account menu entries for users with two-factor authentication."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from home.accounts.two_factor import has_device


def recovery_codes_menu_item(user: Any) -> dict[str, str] | None:
    """Return the entry for new recovery codes in "Plus d’actions"; None without two-factor authentication."""
    if not has_device(user):
        return None
    return {
        "url": reverse("second_step_codes"),
        "label": _("Codes à imprimer"),
        "help_text": _("Faire dix nouveaux codes, pour le jour où vous n’aurez pas votre téléphone."),
    }
