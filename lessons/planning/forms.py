"""Forms of a session plan. They check that numbers are plausible and that no text identifies a person."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from home.text.humanize import minutes_label
from home.text.personal_data import find_personal_data
from lessons.planning.durations import StepChoice
from lessons.planning.models import MAX_MINUTES, MAX_NOTE, MAX_PEOPLE, Equipment, SessionPlan
from lessons.taxonomy.models import SkillLevel

USUAL_MINUTES = [30, 45, 60, 75, 90, 105, 120, 150, 180, 210, 240]
_MINUTES_ERROR = _("Écrivez un nombre de minutes entre 1 et 600.")
_PEOPLE_ERROR = _("Écrivez un nombre de personnes entre 1 et 60.")


def refuse_personal_data(text: str) -> None:
    """Raises ValidationError, with a polite message, when `text` contains personal data."""
    found = find_personal_data(text)
    if found:
        raise ValidationError(
            _("%(sentence)s Rien sur les personnes n’est gardé ici : notez-le sur papier."),
            params={"sentence": found[0].sentence},
        )


def _errors(message: Any) -> dict[str, Any]:
    return dict.fromkeys(("invalid", "min_value", "max_value"), message)


class DetailsForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's own class takes no argument at run time.
    title = forms.CharField(
        label=_("Titre de la séance"), max_length=120, required=False, validators=[refuse_personal_data]
    )
    day = forms.DateField(
        label=_("Date"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Écrivez une date comme 24/11/2026.")},
    )
    starts_at = forms.TimeField(
        label=_("Début"),
        required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Écrivez une heure comme 14:30.")},
    )
    available = forms.TypedChoiceField(
        label=_("Temps disponible"), required=False, coerce=int, empty_value=None
    )
    participants = forms.IntegerField(
        label=_("Nombre de personnes"),
        required=False,
        min_value=1,
        max_value=MAX_PEOPLE,
        error_messages=_errors(_PEOPLE_ERROR),
    )
    level = forms.ModelChoiceField(
        SkillLevel.objects.all(),
        label=_("Niveau du groupe"),
        required=False,
        empty_label=str(_("Je ne sais pas")),
    )
    equipment = forms.MultipleChoiceField(
        label=_("Dans la salle, il y a"),
        choices=Equipment.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = SessionPlan
        fields = ("title", "day", "starts_at", "available", "participants", "level", "equipment")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        offered = sorted({*USUAL_MINUTES, self.instance.available} - {None})
        choices = [("", str(_("Je ne sais pas"))), *((str(one), minutes_label(one)) for one in offered)]
        available: Any = self.fields["available"]
        available.choices = choices

    def clean_day(self) -> Any:
        """Accept the years 2000 to 2100: databases and time zones do not support every other year."""
        day = self.cleaned_data["day"]
        if day is not None and not 2000 <= day.year <= 2100:
            raise ValidationError(_("Vérifiez l’année."))
        return day


class LineForm(forms.Form):
    minutes = forms.IntegerField(
        required=False, min_value=1, max_value=MAX_MINUTES, error_messages=_errors(_MINUTES_ERROR)
    )
    note = forms.CharField(
        required=False,
        max_length=MAX_NOTE,
        validators=[refuse_personal_data],
        error_messages={"max_length": _("Raccourcissez la note : 300 signes au plus.")},
    )
    form = forms.CharField(required=False, max_length=10)

    def left_out(self, choices: list[StepChoice], before: list[str]) -> list[str]:
        """Return the ids of the steps that the chosen length leaves out; `before` for an unknown length."""
        chosen = next((one for one in choices if one.value == self.cleaned_data["form"]), None)
        return sorted(chosen.left_out) if chosen else before
