"""Finds differences between the search index and the indexed objects."""

from collections.abc import Iterator
from typing import Any

from modelsearch.index import get_indexed_models

from lessons.search.index import kind_of, weighted_words
from lessons.search.models import Occurrence

_MEND = "« manage.py update_index » la remet d’aplomb."


def index_faults() -> Iterator[str]:
    """Yield a French sentence for each kind of object with missing, stale or superfluous words."""
    for model in get_indexed_models():
        stale = [item.pk for item in model.get_indexed_objects().order_by("pk") if _is_stale(model, item)]
        if stale:
            name = model._meta.verbose_name
            yield f"La recherche n’est plus à jour pour {len(stale)} « {name} » (n° {stale[0]}…) : {_MEND}"
    kinds = {kind_of(model) for model in get_indexed_models()}
    for kind in sorted(kinds):
        lost = _lost(kind)
        if lost:
            yield f"La recherche connaît {lost} objet(s) qui n’existent plus : {_MEND}"


def _is_stale(model: Any, item: Any) -> bool:
    expected = {(word.form, weight) for word, weight in weighted_words(item).items()}
    rows = Occurrence.objects.filter(kind_id=kind_of(model), object_id=item.pk)
    return expected != set(rows.values_list("form__form", "weight"))


def _lost(kind: int) -> int:
    models = [model for model in get_indexed_models() if kind_of(model) == kind]
    known = {
        key for model in models for key in model.get_indexed_objects().order_by().values_list("pk", flat=True)
    }
    indexed = Occurrence.objects.filter(kind_id=kind).values_list("object_id", flat=True).distinct()
    return len(set(indexed) - known)
