"""French labels for Wagtail fields that show their code name because Wagtail has no translatable label."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import choosers
from wagtail.sites.views import IndexView

FIELDS = {
    "link_text": _("Texte du lien"),
    "email_address": _("Adresse de messagerie"),
    "phone_number": _("Numéro de téléphone"),
    "subject": _("Objet"),
    "body": _("Message"),
}
COLUMNS = {"site_name": _("Nom du site"), "root_page": _("Page d’accueil")}


def label_in_french() -> None:
    """Give fields and columns without a label a French one. Called once, when apps are ready."""
    forms = ("ExternalLink", "AnchorLink", "EmailLink", "PhoneLink")
    for form in (getattr(choosers, f"{name}ChooserForm") for name in forms):
        for name in form.base_fields.keys() & FIELDS:
            form.base_fields[name].label = FIELDS[name]
    for column in IndexView.columns:
        column.label = COLUMNS.get(column.name, column.label)
