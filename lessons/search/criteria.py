"""The query string of the catalogue, as a Django form: nothing in it can be wrong, only unknown and so dropped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from lessons.search.facets import FACETS, Facet, FacetChoice, keys_of, narrowest
from lessons.search.tokens import MAX_CHARACTERS, SearchWord, clean, query_words

RELEVANCE = "pertinence"
SORTS = {
    RELEVANCE: _("Pertinence"),
    "recents": _("Les plus récents"),
    "verifies": _("Vérifiés récemment"),
    "duree": _("Les plus courts"),
    "titre": _("Titre"),
}
DEFAULT_SORT = "recents"  # When no word was typed.

Choices = Mapping[str, Sequence[FacetChoice]]


class TextField(forms.CharField):
    """What was typed, without what cannot be seen, cut rather than refused."""

    def to_python(self, value: Any) -> str:
        return clean(str(value or ""))

    def validate(self, value: Any) -> None:
        pass

    def run_validators(self, value: Any) -> None:
        pass


class LenientChoiceField(forms.ChoiceField):
    """One of the choices, else nothing."""

    def clean(self, value: Any) -> str:
        return value if self.valid_value(value) else ""


class FacetField(forms.MultipleChoiceField):
    """The choices of a facet that exist, in their own order, each once, the narrowest only; the others are dropped."""

    def __init__(self, facet: Facet, known: Sequence[FacetChoice]) -> None:
        super().__init__(
            label=str(facet.label),
            choices=[(choice.value, choice.label) for choice in known],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.known = known

    def clean(self, value: Any) -> tuple[str, ...]:
        return narrowest(self.known, value or ())


class CriteriaForm(forms.Form):
    """One field for the words, one a facet, one for the order. Pages are the paginator's."""

    q = TextField(label=_("Quelle démarche cherchez-vous ?"), required=False)
    tri = LenientChoiceField(label=_("Trier par"), choices=SORTS.items(), required=False)
    exact = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict, choices: Choices) -> None:
        super().__init__(data)
        self.fields["q"].widget.attrs["maxlength"] = str(MAX_CHARACTERS)
        for facet in FACETS:
            self.fields[facet.name] = FacetField(facet, choices[facet.name])

    def criteria(self) -> "Criteria":
        self.is_valid()
        given = self.cleaned_data
        return Criteria(
            text=given["q"],
            chosen={facet.name: given[facet.name] for facet in FACETS if given[facet.name]},
            sort=given["tri"],
            exact=given["exact"],
        )


@dataclass(frozen=True)
class Criteria:
    """What a visitor asks of the catalogue.

    Attributes:
        text: the words typed, cleaned.
        chosen: values of each facet in which something is chosen.
        sort: an order from `SORTS`, or "" for the usual one.
        exact: search as typed, correct nothing.
    """

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = ""
    exact: bool = False

    @cached_property
    def words(self) -> list[SearchWord]:
        return query_words(self.text)

    @property
    def usual_sort(self) -> str:
        return RELEVANCE if self.words else DEFAULT_SORT

    @property
    def order(self) -> str:
        """The order to show, always one that makes sense: no relevance without words."""
        possible = bool(self.sort) and (self.sort != RELEVANCE or bool(self.words))
        return self.sort if possible else self.usual_sort

    def keys(self, choices: Choices) -> dict[str, frozenset[Any]]:
        """The column values that the chosen values stand for."""
        return {name: keys_of(choices[name], values) for name, values in self.chosen.items()}

    def toggled(self, name: str, value: str, choices: Choices) -> Self:
        """With `value` of facet `name` chosen if it was not, and the other way round."""
        before = set(self.chosen.get(name, ()))
        after = before ^ {value}
        kept = tuple(choice.value for choice in choices[name] if choice.value in after)
        chosen = {**self.chosen, name: kept}
        return replace(self, chosen={key: values for key, values in chosen.items() if values})

    def query_string(self, page: int = 1) -> str:
        """The one query string for these criteria: parameters in a fixed order, nothing that goes without saying."""
        pairs: list[tuple[str, str]] = [("q", self.text)] if self.text else []
        pairs += [(facet.name, value) for facet in FACETS for value in self.chosen.get(facet.name, ())]
        if self.order != self.usual_sort:
            pairs.append(("tri", self.order))
        if self.exact and self.text:
            pairs.append(("exact", "1"))
        if page > 1:
            pairs.append(("page", str(page)))
        return urlencode(pairs)

    def url(self, base_url: str, page: int = 1) -> str:
        query_string = self.query_string(page)
        return f"{base_url}?{query_string}" if query_string else base_url
