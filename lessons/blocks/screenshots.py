"""Screenshots and their markers, stored in percent of the image and never drawn into its file."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from home.images.crops import WHOLE
from home.images.masking import Box
from lessons.blocks.crops import CropBlock, CropChoice, ShownMarker, box_of, shown_markers, shows
from lessons.blocks.draft_defaults import DraftDefaultsBlock
from lessons.blocks.proposed_crops import proposed_crop

MAX_MARKERS = 9


def _percent(label: Any, default: float, low: float = 0) -> blocks.FloatBlock:
    return blocks.FloatBlock(label=label, min_value=low, max_value=100, default=default)


class MarkerBlock(DraftDefaultsBlock):
    x = _percent(_("Depuis la gauche (%)"), 40)
    y = _percent(_("Depuis le haut (%)"), 40)
    width = _percent(_("Largeur (%)"), 20, low=1)
    height = _percent(_("Hauteur (%)"), 10, low=1)
    label = blocks.CharBlock(max_length=120, label=_("Ce que montre le repère"))
    target = blocks.BooleanBlock(required=False, label=_("C’est ici qu’il faut appuyer"))

    class Meta:
        label = _("Repère")
        icon = "crosshairs"
        label_format = "{label}"
        form_layout = ["label", "target", "x", "y", "width", "height"]

    def render_basic(self, value: Any, context: Any = None) -> str:
        """Return the label of the marker, without its position, for the comparison of versions."""
        label = escape(value["label"])
        return _("%(label)s (appuyez ici)") % {"label": label} if value["target"] else label

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        if cleaned["x"] + cleaned["width"] > 100 or cleaned["y"] + cleaned["height"] > 100:
            raise blocks.StructBlockValidationError(
                {"x": ValidationError(_("Le repère sort de l’image : réduisez sa largeur ou sa hauteur."))}
            )
        return cleaned


class ScreenshotValue(blocks.StructValue):
    """A screenshot; its truth value is False when no image was chosen."""

    def __bool__(self) -> bool:
        return self.get("image") is not None

    @property
    def crop_in_use(self) -> Box:
        """The part of the picture that pages and sheets show, in percent of the picture.

        A frame of the editor that no longer shows where to press, since the picture was replaced, is not used.
        """
        image, chosen = self["image"], self.get("crop")
        if chosen and chosen["choice"] == CropChoice.WHOLE:
            return WHOLE
        boxes = [box_of(marker) for marker in self.get("markers") or []]
        target = self._target(boxes)
        frame = chosen.frame if chosen else None
        if frame and (target is None or shows(frame, target)):
            return frame
        others = [box for box in boxes if box is not target]
        return proposed_crop(target, others, image.width, image.height)

    @property
    def misses_its_target(self) -> bool:
        """Whether the editor chose a frame that does not show where to press, so that it is not used."""
        frame = self["crop"].frame
        return frame is not None and self.crop_in_use != frame

    @property
    def is_cropped(self) -> bool:
        return self.crop_in_use != WHOLE

    @property
    def shown_markers(self) -> list[ShownMarker]:
        """The markers in their order, placed on the part of the picture that is shown."""
        return self.markers_on(self.crop_in_use)

    def markers_on(self, crop: Box) -> list[ShownMarker]:
        """Return the markers in their order, placed on the part of the picture in `crop`."""
        return shown_markers(self.get("markers") or [], crop)

    def _target(self, boxes: list[Box]) -> Box | None:
        """Return the place to press, or the first marker."""
        pairs = zip(self.get("markers") or [], boxes, strict=True)
        return next((box for marker, box in pairs if marker["target"]), boxes[0] if boxes else None)

    @property
    def numbered_markers(self) -> list[tuple[int, blocks.StructValue]]:
        """The markers in their order, each with the number shown on the image, from 1."""
        return list(enumerate(self.get("markers") or [], start=1))


class ScreenshotBlock(blocks.StructBlock):
    image = ImageChooserBlock(required=False, label=_("Image"))
    alt = blocks.CharBlock(
        required=False,
        default="",
        max_length=300,
        label=_("Description pour qui ne voit pas l’image"),
        help_text=_("Une phrase complète : ce que montre l’écran et où l’on appuie."),
    )
    markers = blocks.ListBlock(MarkerBlock(), default=[], max_num=MAX_MARKERS, label=_("Repères"))
    crop = CropBlock(required=False)

    class Meta:
        label = _("Capture d’écran")
        icon = "image"
        value_class = ScreenshotValue

    def clean(self, value: Any) -> Any:
        """Require a description of the image on submission; a draft may be saved without it."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        if cleaned.get("image") is not None and not (cleaned.get("alt") or "").strip():
            raise blocks.StructBlockValidationError(
                {"alt": ValidationError(_("Décrivez l’image : une phrase suffit."))}
            )
        if sum(bool(marker["target"]) for marker in cleaned["markers"]) > 1:
            raise blocks.StructBlockValidationError(
                {"markers": ValidationError(_("Un seul repère peut dire où appuyer."))}
            )
        if cleaned and cleaned.misses_its_target:
            missed = ValidationError(_("Ce cadre ne montre pas l’endroit où appuyer : déplacez-le."))
            raise blocks.StructBlockValidationError(
                {"crop": blocks.StructBlockValidationError({"choice": missed})}
            )
        return cleaned
