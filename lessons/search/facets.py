"""The facets of the catalogue: ONE table that the form's fields, the filters, the counts and the templates all walk."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db.models import Case, IntegerField, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lessons.taxonomy.models import Audience, Device, OfficialSite, ProcedureType, SkillLevel, Term, terms

Keys = Mapping[str, frozenset[Any]]  # By facet: the values of its column that were chosen.


@dataclass(frozen=True)
class FacetChoice:
    """One value of a facet.

    Attributes:
        value: as it stands in the query string.
        label: as it is shown.
        keys: the values of the facet's column it stands for: a theme stands for its types.
        depth: 0, or 1 for a type under its theme.
    """

    value: str
    label: str | Promise
    keys: frozenset[Any]
    depth: int = 0


@dataclass(frozen=True)
class Facet:
    """A way of narrowing the catalogue.

    Attributes:
        name: its name in the query string.
        label: its heading.
        column: the column or alias that guides are grouped and filtered by.
        choices: gives every choice there is, in the order they are shown.
        alias: how `column` is computed when guides do not have it.
        many: whether a guide may have several values.
    """

    name: str
    label: str | Promise
    column: str
    choices: Callable[[], list[FacetChoice]]
    alias: Mapping[str, Any] = field(default_factory=dict)
    many: bool = False


def _term_choices(model: type[Term]) -> list[FacetChoice]:
    return [FacetChoice(term.code, term.name, frozenset([term.pk])) for term in terms(model)]


def _procedure_choices() -> list[FacetChoice]:
    """Each theme, followed by its types."""
    both = terms(ProcedureType)
    choices: list[FacetChoice] = []
    for theme in both:
        if theme.parent_id is None:
            types = [term for term in both if term.parent_id == theme.pk]
            choices.append(
                FacetChoice(theme.code, theme.name, frozenset([theme.pk, *(term.pk for term in types)]))
            )
            choices += [FacetChoice(term.code, term.name, frozenset([term.pk]), depth=1) for term in types]
    return choices


def _duration_choices() -> list[FacetChoice]:
    return [
        FacetChoice("30", _("30 minutes ou moins"), frozenset([30])),
        FacetChoice("60", _("De 31 minutes à 1 heure"), frozenset([60])),
        FacetChoice("plus", _("Plus d’une heure"), frozenset([90])),
    ]


_DURATION = Case(
    When(duration__lte=30, then=Value(30)),
    When(duration__lte=60, then=Value(60)),
    default=Value(90),
    output_field=IntegerField(),
)

THEMES = Facet("demarche", _("Démarche"), "procedure_type", _procedure_choices)
FACETS: tuple[Facet, ...] = (
    Facet("niveau", _("Niveau"), "level", partial(_term_choices, SkillLevel)),
    THEMES,
    Facet("site", _("Site officiel"), "official_site", partial(_term_choices, OfficialSite)),
    Facet("duree", _("Durée"), "duration_range", _duration_choices, alias={"duration_range": _DURATION}),
    Facet("appareil", _("Appareil"), "devices", partial(_term_choices, Device), many=True),
    Facet("public", _("Public"), "audiences", partial(_term_choices, Audience), many=True),
)


def keys_of(choices: Iterable[FacetChoice], values: Iterable[str]) -> frozenset[Any]:
    wanted = set(values)
    return frozenset(key for choice in choices if choice.value in wanted for key in choice.keys)


def narrowest(choices: Iterable[FacetChoice], values: Iterable[str]) -> tuple[str, ...]:
    """`values` without those that another one narrows: a theme goes when one of its types is chosen too."""
    wanted = set(values)
    chosen = [choice for choice in choices if choice.value in wanted]
    return tuple(one.value for one in chosen if not any(other.keys < one.keys for other in chosen))
