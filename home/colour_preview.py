"""The field of a town's colour in the administration, and the preview of what becomes of it."""

from dataclasses import dataclass
from math import floor
from typing import Any

from django import forms
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin.panels import Panel

from home.brand_colours import (
    DAY_CONTRAST,
    NIGHT,
    NIGHT_CONTRAST,
    PAPER,
    USUAL,
    BrandColours,
    by_day,
    by_night,
    code_of,
    contrast,
)


class ColourInput(forms.TextInput):
    """A text field for a colour. A script puts the browser's own colour picker beside it."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        plain = {"data-colour": USUAL, "autocomplete": "off", "spellcheck": "false", "size": 10}
        super().__init__(plain | (attrs or {}))

    class Media:
        css = {"all": ["css/admin/colour.css"]}
        script: Any = Script("js/admin/colour.js", type="module")
        js = [script]


@dataclass(frozen=True)
class ThemeSample:
    """A sample of the colours in one theme: the name of its style class, its title, and how well it can be read."""

    name: str
    title: str | Promise
    words: str


@dataclass(frozen=True)
class ColourPreview:
    """The preview of a colour: its style sheet, a sentence on what the site makes of it, and two samples."""

    style: SafeString
    change: str
    samples: tuple[ThemeSample, ...]


@require_safe
def colour_preview(request: HttpRequest) -> HttpResponse:
    """The preview of the colour that is being typed, as a part of the page."""
    context = {"preview": preview_of_typed(request.GET.get("couleur", ""))}
    return render(request, "home/colour_preview.html", context)


def preview_of_typed(typed: str) -> ColourPreview | None:
    """Return the preview of what a person typed; None when it is no colour."""
    try:
        return preview_of(code_of(typed) if typed.strip() else "")
    except ValueError:
        return None


def preview_of(code: str) -> ColourPreview:
    """Return the preview of the colour `code`, or of the usual one when it is empty."""
    day, night = by_day(code or USUAL), by_night(code or USUAL)
    rules = (("colour-day", day.as_css(), PAPER), ("colour-night", night.as_css(), NIGHT))
    style = format_html_join("", ".{} {{ {} --ground: {}; }} ", rules)
    return ColourPreview(
        format_html("<style>{}</style>", style),
        _change(code, day),
        (
            ThemeSample("colour-day", gettext_lazy("De jour"), _contrasts(day, PAPER, DAY_CONTRAST)),
            ThemeSample("colour-night", gettext_lazy("De nuit"), _contrasts(night, NIGHT, NIGHT_CONTRAST)),
        ),
    )


def _change(code: str, day: BrandColours) -> str:
    if not code:
        return _("C’est la couleur habituelle de Pas à pas.")
    if day.brand == code:
        return _("De jour, votre couleur est gardée telle quelle. De nuit, le site l’éclaircit.")
    return _(
        "Votre couleur %(code)s est trop claire pour des mots (contraste %(contrast)s : 1, il en faut %(least)s). "
        "De jour, le site l’assombrit : %(brand)s. De nuit, il l’éclaircit."
    ) % {
        "code": code,
        "contrast": _said(contrast(code, PAPER)),
        "least": number_format(DAY_CONTRAST),
        "brand": day.brand,
    }


def _contrasts(colours: BrandColours, ground: str, least: float) -> str:
    words, button = contrast(colours.brand, ground), contrast(colours.on_brand, colours.brand)
    return _(
        "Liens : contraste %(words)s : 1 (au moins %(least)s), se lit. Boutons : contraste %(button)s : 1, se lit."
    ) % {"words": _said(words), "button": _said(button), "least": number_format(least)}


def _said(ratio: float) -> str:
    """Return a contrast in French, rounded down: it never says more than there is."""
    return number_format(floor(ratio * 10) / 10, 1)


class ColourPreviewPanel(Panel):
    """Shows the colour of the form, as typed or as saved."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/colour_preview_panel.html"

        def get_context_data(self, parent_context: Any = None) -> Any:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"preview": preview_of_typed(self.form["colour"].value() or "")}
