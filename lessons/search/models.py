"""Models of the search index: which form of which word occurs in which object, at which weight.

They are plain tables with B-tree indexes, so SQLite and PostgreSQL find the same guides in the same order.
"""

from typing import ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models

from lessons.search.tokens import MAX_FORM


class IndexedForm(models.Model):
    """A form that occurs in an indexed object; used for prefixes and to correct typing mistakes."""

    form = models.CharField(max_length=MAX_FORM, unique=True)
    stem = models.CharField(max_length=MAX_FORM, db_index=True)
    spelling = models.CharField(max_length=MAX_FORM)

    wagtail_reference_index_ignore = True
    exclude_from_backup = True  # `update_index` builds it again.

    def __str__(self) -> str:
        return self.form


class Occurrence(models.Model):
    """The occurrence of a form in an object; `weight` is the highest weight of the fields that contain it."""

    pk = models.CompositePrimaryKey("kind", "object_id", "form")
    kind = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+", db_index=False)
    object_id = models.BigIntegerField()
    form = models.ForeignKey(
        IndexedForm, on_delete=models.CASCADE, related_name="occurrences", db_index=False
    )
    weight = models.PositiveSmallIntegerField()

    wagtail_reference_index_ignore = True
    exclude_from_backup = True  # `update_index` builds it again.

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["form", "kind", "object_id", "weight"], name="occurrence_of_form")
        ]

    def __str__(self) -> str:
        return f"{self.form_id} {self.kind_id}:{self.object_id}"
