"""The facets of the catalogue: one table for the form fields, the filters, the counts and the templates."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db.models import Case, IntegerField, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lessons.taxonomy.models import Audience, Device, OfficialSite, ProcedureType, SkillLevel, Term, terms

Keys = Mapping[str, frozenset[Any]]  # Facet name -> chosen column values.


@dataclass(frozen=True)
class FacetChoice:
    """A value of a facet.

    Attributes:
        value: its name in the query string.
        label: its displayed name.
        keys: the column values it covers: a theme covers its types.
        depth: 0, or 1 for a type under its theme.
    """

    value: str
    label: str | Promise
    keys: frozenset[Any]
    depth: int = 0


@dataclass(frozen=True)
class Facet:
    """A facet of the catalogue.

    Attributes:
        name: its name in the query string.
        label: its heading.
        column: the column or annotation by which guides are grouped and filtered.
        choices: returns all choices in the order shown.
        alias: the annotation that computes `column` when guides have no such field.
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
    """Return each theme, followed by its types."""
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
    """Return `values` without the broader ones: a theme is dropped when one of its types is chosen too."""
    wanted = set(values)
    chosen = [choice for choice in choices if choice.value in wanted]
    return tuple(one.value for one in chosen if not any(other.keys < one.keys for other in chosen))
