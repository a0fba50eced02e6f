"""Menu links."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.url_validation import validate_web_address
from home.visibility import is_inside_its_dates


class LinkValue(blocks.StructValue):
    """A menu link as used by templates."""

    @property
    def url(self) -> str:
        page = self.get("page")
        if page is not None:
            return str(page.url or "")
        return str(self.get("address") or "")

    @property
    def title(self) -> str:
        page = self.get("page")
        return str(self.get("label") or (page.title if page is not None else self.url))

    @property
    def is_shown(self) -> bool:
        """False when the linked page is not public now, so that menus never lead to an error."""
        page = self.get("page")
        return bool(self.url) and (page is None or (page.live and is_inside_its_dates(page)))


class LinkBlock(blocks.StructBlock):
    page = blocks.PageChooserBlock(required=False, label=_("Page du site"))
    address = blocks.CharBlock(
        required=False,
        max_length=500,
        validators=[validate_web_address],
        label=_("Adresse"),
        help_text=_("Si ce n’est pas une page du site : https://… ou /chemin/"),
    )
    label = blocks.CharBlock(
        required=False,
        max_length=60,
        label=_("Texte du lien"),
        help_text=_("Laissez vide pour reprendre le titre de la page."),
    )

    class Meta:
        label = _("Lien")
        icon = "link"
        value_class = LinkValue
        label_format = "{label} {page}"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        page, address = cleaned.get("page"), cleaned.get("address") or ""
        if bool(page) == bool(address):
            raise blocks.StructBlockValidationError(
                {"address": ValidationError(_("Choisissez une page ou écrivez une adresse, pas les deux."))}
            )
        if address and not address.startswith(("https://", "http://", "/")):
            raise blocks.StructBlockValidationError(
                {"address": ValidationError(_("Commencez l’adresse par https:// ou par une barre « / »."))}
            )
        return cleaned


class MenuBlock(blocks.StreamBlock):
    link = LinkBlock()

    class Meta:
        label = _("Menu")
        icon = "list-ul"
