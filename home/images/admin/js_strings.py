"""French strings for the drawing scripts, which contain no text of their own."""

from django.utils.translation import gettext_lazy as _

BOX_WORDS = {
    "kind": _("rectangle"),
    "mask": _("Masque {number}"),
    "crop": _("Cadre à garder"),
    "place": _("gauche {x} %, haut {y} %, largeur {width} %, hauteur {height} %"),
    "added": _("{name} ajouté : {place}"),
    "moved": _("{name} : {place}"),
    "removed": _("{name} retiré"),
    "undone": _("La dernière action est défaite"),
}
