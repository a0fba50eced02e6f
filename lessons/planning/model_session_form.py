"""The form of a model session in the Wagtail administration."""

from django.utils.text import slugify
from wagtail.admin.forms import WagtailAdminModelForm

MAX_SLUG_LENGTH = 80


class ModelSessionForm(WagtailAdminModelForm):
    """A draft requires only its title, as for pages (see PageForm); publication requires the other fields."""

    def defer_required_fields(self) -> None:
        super().defer_required_fields()
        self._let_lines_be_unfinished(True)

    def restore_required_fields(self) -> None:
        super().restore_required_fields()
        self._let_lines_be_unfinished(False)

    def _let_lines_be_unfinished(self, is_draft: bool) -> None:
        for form in self.formsets["lines"]:
            form.instance.may_be_unfinished = is_draft

    def clean_slug(self) -> str:
        """Return the typed slug; when it is empty, return the previous slug or one made from the title."""
        return self.cleaned_data["slug"] or self.instance.slug or self._free_slug()

    def clean_available(self) -> int:
        """Return the typed minutes, or the previous minutes when the field was emptied."""
        minutes: int | None = self.cleaned_data["available"]
        return self.instance.available if minutes is None else minutes

    def _free_slug(self) -> str:
        base = slugify(self.cleaned_data.get("title", ""))[: MAX_SLUG_LENGTH - 5].strip("-") or "seance"
        sessions = type(self.instance)._default_manager
        taken = set(sessions.filter(slug__startswith=base).values_list("slug", flat=True))
        numbered = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
        return next(slug for slug in numbered if slug not in taken)
