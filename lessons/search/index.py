"""Writes the search index: the words of objects, as declared by their `search_fields`."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.db.models import Q
from modelsearch.backends.base import BaseIndex, get_model_root
from modelsearch.index import AutocompleteField, RelatedFields, SearchField, get_indexed_models

from lessons.search import weights
from lessons.search.models import IndexedForm, Occurrence
from lessons.search.tokens import STOP_WORDS, SearchWord, indexed_words

_CHUNK = 500  # Maximum number of values in one SQL list.


def kind_of(model: type[models.Model]) -> int:
    """Return the content type under which `model` is indexed: that of its root, so page types share one."""
    return ContentType.objects.get_for_model(get_model_root(model)).pk


class WordIndex(BaseIndex):
    """Keeps the index up to date with the objects; only differences are written."""

    def add_items(self, model: type[models.Model], items: Iterable[models.Model]) -> None:
        words = {item.pk: weighted_words(item) for item in items}
        with transaction.atomic():
            form_ids = _form_ids({word for weighted in words.values() for word in weighted})
            wanted = {
                (pk, form_ids[word.form], weight)
                for pk, weighted in words.items()
                for word, weight in weighted.items()
            }
            _write(kind_of(model), list(words), wanted)

    def delete_item(self, item: models.Model) -> None:
        Occurrence.objects.filter(kind_id=kind_of(type(item)), object_id=item.pk)._raw_delete(using="default")

    def reset(self) -> None:
        Occurrence.objects.all()._raw_delete(using="default")
        IndexedForm.objects.all()._raw_delete(using="default")

    def delete_stale(self) -> None:
        """Delete the words of deleted objects and of models that are no longer indexed."""
        roots = {get_model_root(model) for model in get_indexed_models()}
        Occurrence.objects.exclude(kind__in=[kind_of(root) for root in roots]).delete()
        for root in roots:
            existing = root._default_manager.order_by().values("pk")
            Occurrence.objects.filter(kind_id=kind_of(root)).exclude(object_id__in=existing).delete()

    def tidy(self) -> None:
        """Delete forms that no object holds, and update the statistics of the database (ANALYZE)."""
        used = Occurrence.objects.filter(form=models.OuterRef("pk"))
        IndexedForm.objects.exclude(models.Exists(used)).delete()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


class Rebuilder:
    """What `manage.py update_index` does before and after it adds every object, in one transaction."""

    def __init__(self, index: WordIndex) -> None:
        self.index = index

    def start(self) -> WordIndex:
        self.index.delete_stale()
        return self.index

    def finish(self) -> None:
        self.index.tidy()


def weighted_words(item: Any) -> dict[SearchWord, int]:
    """Return the words of `item`, each with the highest weight of the fields that contain it."""
    found: dict[SearchWord, int] = {}
    for text, weight in _texts(item, item.get_search_fields()):
        for word in indexed_words(text):
            if weight > weights.BODY or word.form not in STOP_WORDS:
                found[word] = max(weight, found.get(word, 0))
    return found


def _texts(item: Any, fields: Iterable[Any]) -> Iterator[tuple[str, int]]:
    for field in fields:
        if isinstance(field, SearchField):
            yield _as_text(field.get_value(item)), round(field.boost or weights.BODY)
        elif isinstance(field, AutocompleteField):
            yield _as_text(field.get_value(item)), weights.DEFAULT_AUTOCOMPLETE
        elif isinstance(field, RelatedFields):
            for related in _related(field.get_value(item)):
                yield from _texts(related, field.fields)


def _related(value: Any) -> Iterable[Any]:
    if value is None:
        return ()
    return value.all() if isinstance(value, models.Manager) else (value,)


def _as_text(value: Any) -> str:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return " ".join(_as_text(part) for part in value)
    return "" if value is None else str(value)


def _form_ids(words: Iterable[SearchWord]) -> dict[str, int]:
    """Return the primary key of each form; unknown forms are created."""
    spellings: dict[str, SearchWord] = {}
    # Accented letters sort last, so the accented spelling of a form is kept.
    for word in sorted(words, key=lambda word: word.spelling):
        spellings[word.form] = word
    known = _known_ids(spellings)
    missing = [word for form, word in spellings.items() if form not in known]
    if missing:
        IndexedForm.objects.bulk_create(
            [IndexedForm(form=word.form, stem=word.stem, spelling=word.spelling) for word in missing],
            ignore_conflicts=True,
        )
        known |= _known_ids(word.form for word in missing)
    return known


def _known_ids(forms: Iterable[str]) -> dict[str, int]:
    return {
        form: pk
        for chunk in _chunks(list(forms))
        for form, pk in IndexedForm.objects.filter(form__in=chunk).values_list("form", "pk")
    }


def _write(kind: int, object_ids: list[int], wanted: set[tuple[int, int, int]]) -> None:
    stored: set[tuple[int, int, int]] = set()
    for chunk in _chunks(object_ids):
        rows = Occurrence.objects.filter(kind_id=kind, object_id__in=chunk)
        stored.update(rows.values_list("object_id", "form_id", "weight"))
    gone: dict[int, list[int]] = {}
    for object_id, form_id, _weight in stored - wanted:
        gone.setdefault(object_id, []).append(form_id)
    for object_id, form_ids in gone.items():
        for chunk in _chunks(form_ids):
            Occurrence.objects.filter(Q(kind_id=kind, object_id=object_id, form_id__in=chunk))._raw_delete(
                "default"
            )
    Occurrence.objects.bulk_create(
        [
            Occurrence(kind_id=kind, object_id=object_id, form_id=form_id, weight=weight)
            for object_id, form_id, weight in sorted(wanted - stored)
        ],
        ignore_conflicts=True,
    )


def _chunks(values: list[Any]) -> Iterator[list[Any]]:
    return (values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK))
