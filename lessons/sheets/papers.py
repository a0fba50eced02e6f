"""The forms of paper that can be made of a guide: what each is called, what it is for."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Paper(StrEnum):
    """A form of paper; the value names its template in `typst/`. In the order they stand in a document."""

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
    def form(self) -> "Form":
        return FORMS[self]


@dataclass(frozen=True)
class Form:
    """How people meet a paper.

    Attributes:
        code: in the query string and at the beginning of the file's name.
        label: its name on the page and on the paper.
        purpose: what it is for, in one short sentence.
    """

    code: str
    label: str | Promise
    purpose: str | Promise


FORMS: dict[Paper, Form] = {
    Paper.LEARNER: Form("fiche", _("Fiche apprenant"), _("Toutes les étapes en grand, pour la personne.")),
    Paper.HELPER: Form("trame", _("Trame aidant"), _("Le déroulé, les durées et les notes pour l’aidant.")),
    Paper.MEMO: Form("memo", _("Mémo"), _("L’essentiel sur une page, à garder chez soi.")),
    Paper.POSTER: Form(
        "affiche", _("Affiche des papiers à apporter"), _("À coller sur la porte avant la séance.")
    ),
    Paper.POSITIONING: Form(
        "positionnement",
        _("Fiche de positionnement"),
        _("Ce que la personne sait déjà faire, avant la séance."),
    ),
    Paper.EVALUATION: Form(
        "evaluation", _("Fiche d’évaluation"), _("Ce que la personne sait faire, après la séance.")
    ),
    Paper.ATTENDANCE: Form(
        "presence",
        _("Feuille de présence"),
        _("Des lignes vides à remplir à la main, sans rien enregistrer."),
    ),
    Paper.SESSION: Form("seance", _("Plan de la séance"), _("Les horaires et le matériel, sur une page.")),
    Paper.GLOSSARY: Form("mots", _("Mots à connaître"), _("Les mots du guide, expliqués simplement.")),
}
# What can be made of one guide alone: the plan of a session needs a session.
OF_A_GUIDE = {paper: form for paper, form in FORMS.items() if paper is not Paper.SESSION}
BY_CODE = {form.code: paper for paper, form in OF_A_GUIDE.items()}


def in_order(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    """Each of `papers` once, in the order they stand in a document."""
    wanted = set(papers)
    return tuple(paper for paper in Paper if paper in wanted)
