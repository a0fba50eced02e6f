"""Notices shown once after a change. The URL carries a code, never a text."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from lessons.planning.views.posted_form import TEXTS, read_posted_form
from lessons.planning.views.responses import to_session

_NOTICES: dict[str, Any] = {
    "pleine": _("Votre séance est pleine : 40 lignes au plus. Retirez une ligne pour en ajouter une autre."),
    "partie": _("Cette séance n’est plus là : elle a été supprimée, ou l’ordinateur l’a oubliée."),
    "reglages": _("C’est enregistré."),
    "coupe": _("Votre séance est raccourcie. Les étapes indispensables sont toutes là."),
    "annule": _("C’est annulé : tout est revenu comme avant."),
    "supprimee": _("Votre séance est supprimée. Il n’en reste rien sur le site."),
    "copiee": _("La séance est copiée dans la vôtre. Vous pouvez la changer."),
    "deja": _("Rien n’est ajouté : votre séance avait déjà tout. Vos durées et vos notes restent."),
    "rien": _("Cette séance est vide : il n’y a rien à copier."),
    "ligne": _("Cette ligne n’est plus dans votre séance."),
    "retiree": _("La ligne est retirée."),
    "ouverte": _("Votre séance est ouverte sur cet ordinateur."),
    "partagee": _("Le code est prêt : dictez-le ou recopiez-le."),
    "privee": _("Le code n’ouvre plus rien."),
    "vide": _("Ajoutez d’abord un guide : une séance vide ne s’imprime pas."),
}


def session_gone_response(request: HttpRequest) -> HttpResponse:
    """Return a page that says that the session plan is gone, with the texts that were typed for it."""
    typed = read_posted_form(request.POST)
    words = [text for name, text in typed.fields.items() if text and name.rpartition("-")[2] in TEXTS]
    if not words:
        return to_session("partie")
    context = {"notice": _NOTICES["partie"], "lost": [*typed.lost, *words]}
    return render(request, "lessons/planning/empty.html", context, status=409)


def notice_of(request: HttpRequest) -> str:
    return str(_NOTICES.get(request.GET.get("info", ""), ""))
