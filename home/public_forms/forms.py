"""Base class of public forms."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SignedForm(forms.Form):
    """Adds a signed token, and a hidden field that only robots fill in."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=400)
    website = forms.CharField(
        required=False,
        label=_("Laissez ce champ vide"),
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    @property
    def was_filled_by_a_robot(self) -> bool:
        return bool(self.data.get("website"))
