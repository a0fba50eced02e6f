"""The types of papers that can be made of a guide, with their names and purposes."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class SheetType(StrEnum):
    """A type of paper, in the order of a document; the value is the name of its template in `typst/`."""

    SESSION = "session"
    HELPER = "helper"
    LEARNER = "learner"
    MEMO = "memo"
    POSTER = "poster"
    POSITIONING = "positioning"
    EVALUATION = "evaluation"
    GLOSSARY = "glossary"
    ATTENDANCE = "attendance"

    @property
    def form(self) -> "SheetDescription":
        return DESCRIPTIONS[self]


@dataclass(frozen=True)
class SheetDescription:
    """How a type of paper is presented to users.

    Attributes:
        code: its name in the query string, and the beginning of the file name.
        label: its name on the page and on the paper.
        purpose: one short sentence on its use.
    """

    code: str
    label: str | Promise
    purpose: str | Promise


DESCRIPTIONS: dict[SheetType, SheetDescription] = {
    SheetType.LEARNER: SheetDescription(
        "fiche", _("Fiche apprenant"), _("Toutes les étapes en grand, pour la personne.")
    ),
    SheetType.HELPER: SheetDescription(
        "trame", _("Trame aidant"), _("Le déroulé, les durées et les notes pour l’aidant.")
    ),
    SheetType.MEMO: SheetDescription("memo", _("Mémo"), _("L’essentiel en peu de pages, à garder chez soi.")),
    SheetType.POSTER: SheetDescription(
        "affiche", _("Affiche des papiers à apporter"), _("À coller sur la porte avant la séance.")
    ),
    SheetType.POSITIONING: SheetDescription(
        "positionnement",
        _("Fiche de positionnement"),
        _("Ce que la personne sait déjà faire, avant la séance."),
    ),
    SheetType.EVALUATION: SheetDescription(
        "evaluation", _("Fiche d’évaluation"), _("Ce que la personne sait faire, après la séance.")
    ),
    SheetType.ATTENDANCE: SheetDescription(
        "presence",
        _("Feuille de présence"),
        _("Des lignes vides à remplir à la main, sans rien enregistrer."),
    ),
    SheetType.SESSION: SheetDescription(
        "seance", _("Plan de la séance"), _("Les horaires et le matériel, sur une page.")
    ),
    SheetType.GLOSSARY: SheetDescription(
        "mots", _("Mots à connaître"), _("Les mots du guide, expliqués simplement.")
    ),
}
# The types that can be made of one guide; the session plan needs a session.
GUIDE_SHEET_TYPES = {paper: form for paper, form in DESCRIPTIONS.items() if paper is not SheetType.SESSION}
SHEET_TYPES_BY_CODE = {form.code: paper for paper, form in GUIDE_SHEET_TYPES.items()}


def in_order(papers: Iterable[SheetType]) -> tuple[SheetType, ...]:
    """Return `papers` without duplicates, in the order of a document."""
    wanted = set(papers)
    return tuple(paper for paper in SheetType if paper in wanted)
