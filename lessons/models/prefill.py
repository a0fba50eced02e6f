"""Default content of a new guide: the steps of nearly every online procedure, to be rewritten."""

from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _

from lessons.blocks.step_fields import step_block


def prefill_new_guide(guide: Any) -> None:
    """Fill the new `guide` with default steps, unless it already has a step.

    Each step gets an id before it is saved, because Wagtail's scripts store by id which steps are collapsed.
    """
    if len(guide.steps):
        return
    guide.steps = [step_block(str(uuid4()), step) for step in _steps()]
    confirmed = _("Le site affiche une confirmation.")
    guide.checks = [{"type": "item", "value": confirmed, "id": str(uuid4())}]


def _steps() -> list[dict[str, Any]]:
    return [
        {
            "title": _("Préparer ses papiers"),
            "instruction": f"<p>{_('Posez vos papiers devant vous. Vérifiez qu’il n’en manque aucun.')}</p>",
            "kind": "theory",
            "essential": False,
        },
        {
            "title": _("Ouvrir le site officiel"),
            "instruction": f"<p>{_('Écrivez l’adresse du site dans la barre d’adresse. Appuyez sur')} <code>Entrée</code>.</p>",
        },
        {
            "title": _("Se connecter"),
            "instruction": f"<p>{_('Appuyez sur')} <code>Se connecter</code>. {_('Écrivez votre identifiant.')}</p>",
        },
        {
            "title": _("Garder la preuve"),
            "instruction": f"<p>{_('Appuyez sur')} <code>Télécharger</code>.</p>",
            "kind": "check",
        },
        {
            "title": _("Se déconnecter"),
            "instruction": f"<p>{_('Appuyez sur')} <code>Se déconnecter</code>. {_('Fermez la page.')}</p>",
        },
    ]
