"""Model fields whose options stay out of migrations."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from home.brand_colours import code_of
from home.url_validation import validate_web_address

if TYPE_CHECKING:
    TextColumn = models.CharField[Any, Any]
else:
    TextColumn = models.CharField


class SmallMigrationStreamField(StreamField):
    """Stores and edits exactly as Wagtail's StreamField, but keeps blocks out of migrations.

    `deconstruct()` names the stock class with no block and an empty `block_lookup`: without the lookup,
    `makemigrations --check` would report a change forever. Renaming a block needs a data migration.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, _args, kwargs = super().deconstruct()
        kwargs["block_lookup"] = {}
        return name, "wagtail.fields.StreamField", [[]], kwargs


def web_address_field(label: Any, **options: Any) -> Any:
    """Return a URLField that also runs `validate_web_address`, a validator kept out of migrations."""
    field: Any = models.URLField(label, **options)
    field.validators.append(validate_web_address)
    return field


class ColourFormField(forms.CharField):
    """Accepts a colour with three digits or six, with or without #, and gives it as #rrggbb."""

    def to_python(self, value: Any) -> Any:
        return _colour(super().to_python(value))


class ColourField(TextColumn):
    """A colour stored as #rrggbb, or nothing. Migrations name the stock field: the column is the same."""

    def to_python(self, value: Any) -> Any:
        return _colour(super().to_python(value))

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**({"form_class": ColourFormField} | kwargs | {"max_length": None}))

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", list(args), kwargs


def _colour(typed: str | None) -> str | None:
    try:
        return code_of(typed) if typed else typed
    except ValueError:
        raise ValidationError(
            _(
                "Le site ne reconnaît pas cette couleur. Écrivez un dièse et six chiffres ou lettres de a à f, "
                "comme #c8102e, ou trois, comme #c12."
            ),
            code="unknown_colour",
        ) from None
