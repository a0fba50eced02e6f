"""The base of forms that anyone may send."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SignedForm(forms.Form):
    """Carries the signed token and a field that only robots fill."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=400)
    website = forms.CharField(
        required=False,
        label=_("Laissez ce champ vide"),
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    @property
    def was_filled_by_a_robot(self) -> bool:
        return bool(self.data.get("website"))
