"""The search backend of Wagtail's administration, with the same index and words as the public catalogue.

It replaces the database backends of modelsearch, which fail on a quotation mark, do not know French and take
seconds with ten thousand pages. It is named in `WAGTAILSEARCH_BACKENDS`.
"""

from functools import reduce
from operator import add, and_, or_
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from modelsearch import query as queries
from modelsearch.backends.base import BaseSearchBackend, BaseSearchQueryCompiler, BaseSearchResults

from lessons.search import weights
from lessons.search.catalogue_scope import ORDERS
from lessons.search.criteria import RELEVANCE
from lessons.search.index import Rebuilder, WordIndex
from lessons.search.index_lookup import Match, look_up, occurrences
from lessons.search.tokens import MAX_WORDS, query_words

_NOTHING = Q(pk__in=[])
# The order of results with equal scores; guides keep the order of the catalogue, also among all pages.
ORDERS_OF_EQUALS = {
    "lessons.GuidePage": ORDERS[RELEVANCE],
    "wagtailcore.Page": ("guidepage__level__rank", "slug", "pk"),
}


class WordQueryCompiler(BaseSearchQueryCompiler):
    """Compiles a search query to ORM conditions. Ignores `fields`: the index stores weights, not fields."""

    DEFAULT_OPERATOR = "and"
    HANDLES_ORDER_BY_EXPRESSIONS = True
    LAST_TERM_IS_PREFIX = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.matches: list[Match] = []

    def check(self) -> None:
        """Accept any filter and any order that the ORM accepts."""

    def search(self, score_field: str | None = None) -> QuerySet[Any]:
        """Return the objects that match the query, by relevance unless another order was requested."""
        queryset = self.queryset.filter(self._condition(self.query))
        if self.matches and (self.order_by_relevance or score_field):
            name = score_field or "_score"
            queryset = queryset.annotate(**{name: self._score()})
            if self.order_by_relevance:
                return queryset.order_by(
                    f"-{name}", *ORDERS_OF_EQUALS.get(queryset.model._meta.label, ("-pk",))
                )
        return queryset if queryset.query.order_by else queryset.order_by("-pk")

    def _condition(self, query: Any, *, wanted: bool = True) -> Q:
        if isinstance(query, queries.MatchAll):
            return Q()
        if isinstance(query, queries.Not):
            inner = query.subquery
            return (
                _NOTHING
                if isinstance(inner, queries.MatchAll)
                else ~self._condition(inner, wanted=not wanted)
            )
        if isinstance(query, queries.Boost):
            return self._condition(query.subquery, wanted=wanted)
        if isinstance(query, queries.And | queries.Or):
            parts = [self._condition(part, wanted=wanted) for part in query.subqueries[:MAX_WORDS]]
            return reduce(and_ if isinstance(query, queries.And) else or_, parts) if parts else _NOTHING
        return self._words_condition(query, wanted=wanted)

    def _words_condition(self, query: Any, *, wanted: bool) -> Q:
        words = query_words(query.query_string)[: MAX_WORDS - len(self.matches)]
        matches = look_up(words, complete_last=self.LAST_TERM_IS_PREFIX)
        if wanted:
            self.matches += matches
        model = self.queryset.model
        conditions = [Q(pk__in=match.holders(model)) if match.forms else _NOTHING for match in matches]
        if not conditions:
            return _NOTHING
        return reduce(or_ if getattr(query, "operator", "and") == "or" else and_, conditions)

    def _score(self) -> Any:
        """Return the score of an object, as in scoring.py: the sum of the best weight of each word."""
        return reduce(add, [Coalesce(self._best(match), 0) for match in self.matches])

    def _best(self, match: Match) -> Subquery:
        worth = Case(
            When(form__in=match.exact, then=F("weight") + weights.EXACT_BONUS),
            When(form__in=match.inflected or match.forms, then=F("weight")),
            default=weights.BODY,
            output_field=IntegerField(),
        )
        held = occurrences(self.queryset.model).filter(object_id=OuterRef("pk"), form__in=match.forms)
        best = held.order_by().values("object_id").annotate(best=Max(worth)).values("best")
        return Subquery(best, output_field=IntegerField())


class WordAutocompleteCompiler(WordQueryCompiler):
    LAST_TERM_IS_PREFIX = True


class WordSearchResults(BaseSearchResults):
    supports_facet = True

    def get_queryset(self) -> QuerySet[Any]:
        return self.query_compiler.search(self._score_field)[self.start : self.stop]

    def _do_search(self) -> list[Any]:
        return list(self.get_queryset())

    def _do_count(self) -> int:
        return self.get_queryset().count()

    def facet(self, field_name: str) -> dict[Any, int]:
        """Return the number of results for each value of `field_name`, most frequent first."""
        rows = self.query_compiler.search().order_by().values_list(field_name).annotate(found=Count("pk"))
        return dict(sorted(rows, key=lambda row: -row[1]))


class SearchBackend(BaseSearchBackend):
    query_compiler_class = WordQueryCompiler
    autocomplete_query_compiler_class = WordAutocompleteCompiler
    index_class = WordIndex
    results_class = WordSearchResults
    rebuilder_class = Rebuilder
