"""Base form of all pages in the administration."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import WagtailAdminPageForm

from home.page_routes import leads_to_a_page

MAX_SLUG_LENGTH = 100


class PageForm(WagtailAdminPageForm):
    def defer_required_fields(self) -> None:
        """Require only the title for a draft: an emptied slug keeps its value or is made from the title."""
        super().defer_required_fields()
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def restore_required_fields(self) -> None:
        super().restore_required_fields()
        if "slug" in self.fields:
            self.fields["slug"].required = True

    def clean_slug(self) -> str:
        """Cut a new slug: guide files hold 100 characters, and Wagtail stores old paths of at most 255."""
        now = self.instance.slug
        slug: str = self.cleaned_data["slug"] or now
        return slug if slug == now else slug[:MAX_SLUG_LENGTH].rstrip("-")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        parts = self.parent_page.get_url_parts() if self.parent_page else None
        if cleaned.get("slug") and parts and not leads_to_a_page(f"{parts[2]}{cleaned['slug']}/"):
            self.add_error(
                "slug", _("Cette adresse sert à une autre partie du site : choisissez-en une autre.")
            )
        return cleaned
