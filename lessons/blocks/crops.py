"""The part of a screenshot that is shown: proposed by itself, the whole picture, or a frame of the editor."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.compare import BlockComparison

from home.images.masking import Box
from lessons.blocks.draft_defaults import DraftDefaultsBlock

SIDES = ("x", "y", "width", "height")
LEAST = 10  # Percent. A smaller frame shows nothing that can be understood.
LEAST_OF_TARGET = 0.5  # Share of the place to press that a frame must show.


class CropChoice(TextChoices):
    PROPOSED = "proposed", _("Autour de l’endroit où appuyer (le site choisit)")
    WHOLE = "whole", _("Montrer l’image entière")
    FRAME = "frame", _("Le cadre ci-dessous")


@dataclass(frozen=True)
class ShownMarker:
    """A marker with its number from 1.

    Attributes:
        box: its place in percent of the part that is shown, cut at its edges; None when it lies outside.
    """

    number: int
    label: str
    is_target: bool
    box: Box | None


class CropValue(blocks.StructValue):
    """What the editor chose to show."""

    @property
    def frame(self) -> Box | None:
        """The frame of the editor inside the picture, or None when there is no usable one."""
        sides = [self.get(side) for side in SIDES]
        if self.get("choice") != CropChoice.FRAME or any(side is None for side in sides):
            return None
        return _inside_picture(Box(*sides))


class CropBlock(DraftDefaultsBlock):
    """The choice of the editor. Numbers are in percent of the picture, from its top left corner."""

    choice = blocks.ChoiceBlock(
        choices=CropChoice.choices,
        default=CropChoice.PROPOSED,
        label=_("Ce que montre la page"),
        help_text=_("Une partie de l’image se lit mieux. L’image entière reste à portée d’un lien."),
    )
    x = blocks.FloatBlock(required=False, min_value=0, max_value=100, label=_("Cadre : depuis la gauche (%)"))
    y = blocks.FloatBlock(required=False, min_value=0, max_value=100, label=_("Cadre : depuis le haut (%)"))
    width = blocks.FloatBlock(required=False, min_value=LEAST, max_value=100, label=_("Cadre : largeur (%)"))
    height = blocks.FloatBlock(required=False, min_value=LEAST, max_value=100, label=_("Cadre : hauteur (%)"))

    class Meta:
        label = _("Partie montrée")
        icon = "crop"
        value_class = CropValue

    def value_from_datadict(self, *args: Any) -> Any:
        """A form that was opened before crops existed leaves the choice out: it is the usual one."""
        value = super().value_from_datadict(*args)
        value["choice"] = value["choice"] or CropChoice.PROPOSED
        return value

    def get_comparison_class(self) -> type[BlockComparison]:
        """Versions are compared by what `render_basic` says, not number by number."""
        return BlockComparison

    def render_basic(self, value: Any, context: Any = None) -> str:
        """Return the choice in words, for the comparison of versions; "" for the usual one."""
        if value["choice"] == CropChoice.FRAME:
            sides = {side: number_format(value.get(side) or 0) for side in SIDES}
            return (
                gettext("cadre : gauche %(x)s, haut %(y)s, largeur %(width)s, hauteur %(height)s (%%)")
                % sides
            )
        return gettext("image entière") if value["choice"] == CropChoice.WHOLE else ""

    def clean(self, value: Any) -> Any:
        """Require a frame inside the picture on submission, when a frame was chosen."""
        cleaned = super().clean(value)
        if self.is_deferred_validation or cleaned["choice"] != CropChoice.FRAME:
            return cleaned
        if any(cleaned.get(side) is None for side in SIDES):
            raise blocks.StructBlockValidationError(
                {"choice": ValidationError(_("Dessinez le cadre, ou écrivez ses quatre nombres."))}
            )
        faults = {}
        if cleaned["x"] + cleaned["width"] > 100:
            faults["width"] = ValidationError(_("Le cadre sort de l’image à droite : réduisez sa largeur."))
        if cleaned["y"] + cleaned["height"] > 100:
            faults["height"] = ValidationError(_("Le cadre sort de l’image en bas : réduisez sa hauteur."))
        if faults:
            raise blocks.StructBlockValidationError(faults)
        return cleaned


def shows(frame: Box, target: Box) -> bool:
    """Return whether `frame` shows enough of `target` to find it."""
    part = common_part(frame, target)
    return part is not None and part.width * part.height >= LEAST_OF_TARGET * target.width * target.height


def box_of(marker: Any) -> Box:
    """Return the place of a marker, in percent of the whole picture."""
    return Box(*(marker[side] or 0 for side in SIDES))


def common_part(box: Box, other: Box) -> Box | None:
    """Return what `box` and `other` share, or None."""
    left, top = max(box.x, other.x), max(box.y, other.y)
    right = min(box.x + box.width, other.x + other.width)
    bottom = min(box.y + box.height, other.y + other.height)
    return Box(left, top, right - left, bottom - top) if right > left and bottom > top else None


def shown_markers(markers: Iterable[Any], crop: Box) -> list[ShownMarker]:
    """Return `markers`, placed on the part of the picture in `crop`."""
    return [
        ShownMarker(number, marker["label"], bool(marker["target"]), _within(box_of(marker), crop))
        for number, marker in enumerate(markers, start=1)
    ]


def _within(box: Box, crop: Box) -> Box | None:
    part = common_part(box, crop)
    if part is None:
        return None
    across, down = 100 / crop.width, 100 / crop.height
    return Box((part.x - crop.x) * across, (part.y - crop.y) * down, part.width * across, part.height * down)


def _inside_picture(box: Box) -> Box | None:
    part = common_part(box, Box(0, 0, 100, 100))
    return part if part and part.width >= LEAST and part.height >= LEAST else None
