"""The index: which form of which word stands in which object, and at what weight.

Plain tables and B-trees, so that SQLite and PostgreSQL find the same guides in the same order.
"""

from typing import ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models

from lessons.search.tokens import MAX_FORM


class IndexedForm(models.Model):
    """A form that stands somewhere, for prefixes and for typing mistakes."""

    form = models.CharField(max_length=MAX_FORM, unique=True)
    stem = models.CharField(max_length=MAX_FORM, db_index=True)
    spelling = models.CharField(max_length=MAX_FORM)

    wagtail_reference_index_ignore = True
    exclude_from_backup = True  # Backups leave it out: `update_index` makes it.

    def __str__(self) -> str:
        return self.form


class Occurrence(models.Model):
    """A form stands in an object; `weight` is that of the best place it stands in."""

    pk = models.CompositePrimaryKey("kind", "object_id", "form")
    kind = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+", db_index=False)
    object_id = models.BigIntegerField()
    form = models.ForeignKey(
        IndexedForm, on_delete=models.CASCADE, related_name="occurrences", db_index=False
    )
    weight = models.PositiveSmallIntegerField()

    wagtail_reference_index_ignore = True
    exclude_from_backup = True  # Backups leave it out: `update_index` makes it.

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["form", "kind", "object_id", "weight"], name="occurrence_of_form")
        ]

    def __str__(self) -> str:
        return f"{self.form_id} {self.kind_id}:{self.object_id}"


class IndexState(models.Model):
    """One row: a version that is never the same again once something indexed has changed, for what is kept in memory."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    version = models.UUIDField()

    wagtail_reference_index_ignore = True
    exclude_from_backup = True  # Backups leave it out: `update_index` makes it.

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(id=1), name="index_has_one_state")
        ]

    def __str__(self) -> str:
        return str(self.version)
