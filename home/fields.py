"""Fields of models that change nothing in migrations."""

from typing import Any

from django.db import models
from wagtail.fields import StreamField

from home.url_validation import validate_web_address


class SmallMigrationStreamField(StreamField):
    """Stores and edits exactly as Wagtail's StreamField.

    `deconstruct()` names the stock class with no block and an empty `block_lookup`: dropping the lookup instead
    would make `makemigrations --check` see a change for ever. Renaming a block needs a data migration.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, _args, kwargs = super().deconstruct()
        kwargs["block_lookup"] = {}
        return name, "wagtail.fields.StreamField", [[]], kwargs


def web_address_field(label: Any, **options: Any) -> Any:
    """Django's URLField, with our check besides its own: one that migrations know nothing of."""
    field: Any = models.URLField(label, **options)
    field.validators.append(validate_web_address)
    return field
