"""Finds the uses of a term through the relations of the models, so that no term in use is deleted."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Count,
    ManyToManyRel,
    ManyToOneRel,
    Model,
    ProtectedError,
    Q,
    QuerySet,
)
from django.utils.translation import gettext as _
from wagtail.models import RevisionMixin

from lessons.taxonomy.models import Term

Relation = ManyToManyRel | ManyToOneRel


@dataclass(frozen=True)
class TermUse:
    """The rows of one model that use a term."""

    model: type[Model]
    rows: QuerySet[Any]
    count: int

    @property
    def label(self) -> str:
        """The number and kind of rows, such as "1 guide", "3 guides"."""
        return counted(self.model, self.count)


def counted(model: type[Model], count: int) -> str:
    """Return a number with a noun in French, where the plural begins at two."""
    options = model._meta
    return f"{count}\N{NO-BREAK SPACE}{options.verbose_name if count < 2 else options.verbose_name_plural}"


def uses_of(term: Term) -> list[TermUse]:
    """Return everything that uses `term`, including drafts; empty when the term may be deleted."""
    uses = []
    for relation in _relations(type(term)):
        rows = _rows(relation, term)
        count = rows.count()
        if count:
            uses.append(TermUse(relation.related_model, rows, count))
    return uses


def with_use_counts(queryset: QuerySet[Any]) -> QuerySet[Any]:
    """Annotate `queryset` for `use_label` and for sorting by `total_uses`, without a query per row."""
    counts = {
        _count_name(relation): Count(relation.name, distinct=True) for relation in _relations(queryset.model)
    }
    return queryset.annotate(**counts, total_uses=sum(counts.values()))


def use_label(term: Any) -> str:
    """Return how often a term of `with_use_counts` is used: "Utilisé par 3 guides"."""
    parts = [
        counted(relation.related_model, count)
        for relation in _relations(type(term))
        if (count := getattr(term, _count_name(relation)))
    ]
    return _("Utilisé par %(uses)s") % {"uses": _(" et ").join(parts)} if parts else _("Pas utilisé")


def refuse_when_used(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Receiver of `pre_delete`: the database would silently delete many-to-many relations.

    Raises ProtectedError when the term is used.
    """
    if isinstance(instance, Term) and (uses := uses_of(instance)):
        raise ProtectedError(
            _("« %(term)s » est utilisé et ne peut pas être supprimé.") % {"term": instance},
            {row for use in uses for row in use.rows},
        )


def _relations(model: type[Model]) -> Iterator[Relation]:
    return (relation for relation in model._meta.related_objects if isinstance(relation, Relation))


def _count_name(relation: Relation) -> str:
    return f"uses_by_{relation.name}"


def _rows(relation: Relation, term: Term) -> QuerySet[Any]:
    """Return the rows that use `term` now, or in a draft."""
    model, field = relation.related_model, relation.field.name
    question = Q(**{field: term})
    if isinstance(relation, ManyToOneRel) and issubclass(model, RevisionMixin):
        question |= Q(**{f"latest_revision__content__{field}": term.pk})
    return model._default_manager.filter(question).distinct()
