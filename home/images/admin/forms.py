"""Forms for masks and the crop: rectangles in percent, entered as numbers, with or without JavaScript."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from home.images.masking import Box

MAX_MASKS = 50


class BoxForm(forms.Form):
    """A rectangle, or none when every number is blank."""

    x = forms.FloatField(required=False, label=_("Depuis la gauche (%)"))
    y = forms.FloatField(required=False, label=_("Depuis le haut (%)"))
    width = forms.FloatField(required=False, label=_("Largeur (%)"))
    height = forms.FloatField(required=False, label=_("Hauteur (%)"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.update({"step": "0.1", "min": "0", "max": "100", "data-box": name})

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        numbers = [values.get(name) for name in self.fields]
        if not self.errors and None in numbers and any(number is not None for number in numbers):
            raise forms.ValidationError(_("Écrivez les quatre nombres du rectangle, ou aucun."))
        return values

    @property
    def box(self) -> Box | None:
        """The rectangle of a valid form, or None."""
        numbers = [self.cleaned_data.get(name) for name in self.fields]
        x, y, width, height = numbers
        return None if None in numbers else Box(x or 0, y or 0, width or 0, height or 0)


class MasksFormSet(forms.BaseFormSet):  # type: ignore[type-arg]  # Not generic when it runs.
    """The masks of one picture."""

    default_error_messages = {
        **forms.BaseFormSet.default_error_messages,
        "too_many_forms": _("Une image reçoit 50 masques au plus à la fois."),
        "missing_management_form": _("Le formulaire est arrivé incomplet. Recommencez."),
    }


Masks = forms.formset_factory(
    BoxForm, formset=MasksFormSet, extra=4, max_num=MAX_MASKS, absolute_max=MAX_MASKS + 1, validate_max=True
)


def boxes_of(masks: "forms.BaseFormSet[BoxForm]") -> list[Box]:
    """Return the rectangles of a valid form set, in order."""
    return [form.box for form in masks.forms if form.box is not None]
