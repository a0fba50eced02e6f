"""Editing of a screenshot inside a guide: draw its markers, paste or drop an image."""

from functools import cached_property
from typing import Any

from django import forms
from django.forms.widgets import Script
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import StructBlockAdapter

from home.images.admin.js_strings import BOX_WORDS
from lessons.blocks.screenshots import MAX_MARKERS, ScreenshotBlock

WORDS = {
    **BOX_WORDS,
    "marker": _("Repère {number}{label}"),
    "target": _("appuyez ici"),
    "surface": _("Image et ses repères"),
    "add": _("Ajouter un repère"),
    "dialog": _("Masquer ou recadrer"),
    "opening": _("Ouverture de l’image…"),
    "closed": _(
        "L’image n’a pas pu être ouverte : la connexion est coupée, votre session est finie, ou vous ne pouvez pas "
        "changer cette image. Connectez-vous dans un autre onglet, puis recommencez ici : rien n’est perdu."
    ),
    "applying": _("Un instant…"),
    "unapplied": _(
        "Rien n’a été changé : le site n’a pas répondu, ou votre session est finie. Connectez-vous dans un autre "
        "onglet, puis appuyez de nouveau sur « Appliquer » : vos rectangles sont toujours là."
    ),
    "left": _("Rien n’a été changé. Vos rectangles vous attendent tant que cette page reste ouverte."),
    "outside": _("Le repère {number}{label} est hors du cadre : il sera retiré."),
    "removedOutside": _("Le repère {number}{label} était hors du cadre : il est retiré."),
    "zone": _("Coller ou déposer une image"),
    "invite": _("Collez une capture ici (Ctrl + V), ou déposez un fichier image."),
    "help": _(
        "Souris : tirez un cadre sur l’image. Clavier : flèches pour déplacer, Maj + flèches pour agrandir ou "
        "réduire, Ctrl pour aller finement, Suppr pour retirer, Entrée pour écrire ce que montre le repère."
    ),
    "sending": _("Envoi de l’image…"),
    "sent": _("Image ajoutée : décrivez-la, puis regardez si elle montre des données personnelles."),
    "failed": _("L’image n’est pas arrivée. Vérifiez la connexion, puis recommencez."),
    "title": _("Capture d’écran"),
    "crop": _("Cadre de ce qui est montré"),
    "shownPart": _("Ce que montre la page, avec ses repères."),
    "missedTarget": _("Votre cadre ne montre pas l’endroit où appuyer : la page montre cette partie."),
    "vouched": _("Rien de personnel, ou des données inventées"),
}


class ScreenshotBlockAdapter(StructBlockAdapter):
    """Wagtail's form of the block; `markers.js` adds the drawing tool. The fields work without it."""

    js_constructor = "lessons.blocks.Screenshot"

    def js_args(self, block: ScreenshotBlock) -> list[Any]:
        name, children, meta = super().js_args(block)
        drawing = {
            "picture": reverse("image_editing:picture", args=(0,)),
            "dialog": reverse("image_editing:dialog", args=(0,)),
            "upload": reverse("image_editing:upload"),
            "concerns": reverse("image_editing:concerns"),
            "vouch": reverse("image_editing:vouch", args=(0,)),
            "most": MAX_MARKERS,
            "words": {key: str(sentence) for key, sentence in WORDS.items()},
        }
        return [name, children, meta | {"drawing": drawing}]

    @cached_property
    def media(self) -> forms.Media:
        script: Any = Script("js/admin/markers.js", type="module")
        return super().media + forms.Media(
            css={
                "all": [
                    "css/tokens.css",
                    "css/components/screenshot.css",
                    "css/admin/pictures.css",
                    "css/admin/screenshots.css",
                ]
            },
            js=[script],
        )


register(ScreenshotBlockAdapter(), ScreenshotBlock)
