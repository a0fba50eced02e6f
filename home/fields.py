"""Model fields whose options stay out of migrations."""

from typing import Any

from django.db import models
from wagtail.fields import StreamField

from home.url_validation import validate_web_address


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
