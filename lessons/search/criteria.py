"""The query string of the catalogue as a Django form without errors: unknown values are ignored."""

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
DEFAULT_SORT = "recents"  # When there is no search text.

Choices = Mapping[str, Sequence[FacetChoice]]


class TextField(forms.CharField):
    """The search text without invisible characters; a text that is too long is cut, not refused."""

    def to_python(self, value: Any) -> str:
        return clean(str(value or ""))

    def validate(self, value: Any) -> None:
        pass

    def run_validators(self, value: Any) -> None:
        pass


class LenientChoiceField(forms.ChoiceField):
    """Returns the value if it is one of the choices, else ""."""

    def clean(self, value: Any) -> str:
        return value if self.valid_value(value) else ""


class FacetField(forms.MultipleChoiceField):
    """The known choices of a facet, in their own order, without duplicates and without broader choices."""

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
    """One field for the search text, one for each facet, one for the order. The paginator handles pages."""

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
    """The search criteria of a visitor.

    Attributes:
        text: the search text, cleaned.
        chosen: the chosen values by facet name; facets without a choice are absent.
        sort: an order from `SORTS`, or "" for the default order.
        exact: whether to search the text as typed, without corrections.
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
        """The order of results; sorting by relevance applies only if there are words."""
        possible = bool(self.sort) and (self.sort != RELEVANCE or bool(self.words))
        return self.sort if possible else self.usual_sort

    def keys(self, choices: Choices) -> dict[str, frozenset[Any]]:
        """Return the column values for the chosen values of each facet."""
        return {name: keys_of(choices[name], values) for name, values in self.chosen.items()}

    def toggled(self, name: str, value: str, choices: Choices) -> Self:
        """Return these criteria with `value` of facet `name` added if absent, or removed if present."""
        before = set(self.chosen.get(name, ()))
        after = before ^ {value}
        kept = tuple(choice.value for choice in choices[name] if choice.value in after)
        chosen = {**self.chosen, name: kept}
        return replace(self, chosen={key: values for key, values in chosen.items() if values})

    def query_string(self, page: int = 1) -> str:
        """Return the canonical query string: parameters in a fixed order, without default values."""
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
