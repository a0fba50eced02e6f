"""Keeps the index up to date when related objects change: renaming a theme indexes all its guides again."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models.constants import LOOKUP_SEP
from django.db.models.signals import post_save
from modelsearch.backends import get_search_backends
from modelsearch.index import RelatedFields, get_indexed_models

_CHUNK = 200


def connect_reindex_signals(*related: type[models.Model]) -> None:
    """Index objects again when a `related` object that their `search_fields` include is saved."""
    for model in related:
        post_save.connect(
            _index_dependents, sender=model, dispatch_uid=f"search-follows-{model._meta.label_lower}"
        )


def _index_dependents(instance: models.Model, *, created: bool, raw: bool = False, **_kwargs: Any) -> None:
    if created or raw:
        return
    for model in get_indexed_models():
        for path in _paths(model, type(instance), model.get_search_fields()):
            pks = list(
                model._default_manager.filter(**{path: instance}).order_by().values_list("pk", flat=True)
            )
            for start in range(0, len(pks), _CHUNK):
                objects = list(model.get_indexed_objects().filter(pk__in=pks[start : start + _CHUNK]))
                for backend in get_search_backends(with_auto_update=True):
                    backend.add_bulk(model, objects)


def _paths(model: Any, target: type[models.Model], fields: Any) -> Iterator[str]:
    """Yield the ORM lookups from `model` to `target` through its `RelatedFields`."""
    for field in fields:
        if not isinstance(field, RelatedFields):
            continue
        related = model._meta.get_field(field.field_name).related_model
        if related is target:
            yield field.field_name
        yield from (f"{field.field_name}{LOOKUP_SEP}{path}" for path in _paths(related, target, field.fields))
