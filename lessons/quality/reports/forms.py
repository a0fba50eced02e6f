"""Public forms to report that a step has changed or that a guide is still exact."""

from django import forms
from django.utils.translation import gettext_lazy as _

from home.public_forms.forms import SignedForm
from home.text.personal_data import find_personal_data
from lessons.quality.models import MAX_TEXT_LENGTH, Reason


class ReportForm(SignedForm):
    reason = forms.ChoiceField(
        label=_("Qu’est-ce qui a changé ?"),
        choices=[choice for choice in Reason.choices if choice[0] != Reason.EXACT],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choisissez une raison."),
            "invalid_choice": _("Choisissez une raison de la liste."),
        },
    )
    text = forms.CharField(
        required=False,
        label=_("Ce que vous voyez maintenant"),
        max_length=MAX_TEXT_LENGTH,
        strip=True,
        help_text=_("Facultatif, 500 signes au plus. N’écrivez ni nom, ni numéro, ni mot de passe."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("Votre message est trop long : 500 signes au plus.")},
    )
    mail = forms.EmailField(
        required=False,
        label=_("Votre adresse de messagerie"),
        max_length=254,
        help_text=_(
            "Facultatif, pour recevoir une réponse. Exemple : nom@exemple.fr. Effacée 30 jours après."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Cette adresse n’est pas complète. Exemple : nom@exemple.fr")},
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if found := find_personal_data(text):
            raise forms.ValidationError(
                [forms.ValidationError(identifier.sentence, code="identifier") for identifier in found]
            )
        return text


class StillExactForm(SignedForm):
    pass
