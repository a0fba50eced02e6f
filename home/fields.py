"""A StreamField whose definition stays out of migrations, so that adding a block does not write a migration."""

from typing import Any

from wagtail.fields import StreamField


class SmallMigrationStreamField(StreamField):
    """Stores and edits exactly as Wagtail's StreamField.

    `deconstruct()` names the stock class with no block and an empty `block_lookup`: dropping the lookup instead
    would make `makemigrations --check` see a change for ever. Renaming a block needs a data migration.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, _args, kwargs = super().deconstruct()
        kwargs["block_lookup"] = {}
        return name, "wagtail.fields.StreamField", [[]], kwargs
