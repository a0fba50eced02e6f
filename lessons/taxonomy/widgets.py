"""Form widgets that choose terms in the administration."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.forms.widgets import Script
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.widgets import AdminSnippetChooser


class TermChooser(AdminSnippetChooser):
    """Uses the texts of its chooser, instead of Wagtail's « Choisir » with the model name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for words in ("choose_one_text", "choose_another_text", "link_to_chosen_text"):
            setattr(self, words, getattr(type(self), words))


class ThemeGroupedChoices:
    """The choices of procedure types, grouped by theme, and read again each time like Django's own."""

    def __init__(self, choices: Iterable[Any]) -> None:
        self.choices = choices

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        themes: dict[Any, list[tuple[Any, str]]] = {}
        for value, label in self.choices:
            kind = getattr(value, "instance", None)
            if kind is None or kind.parent is None:
                yield value, label
            else:
                themes.setdefault(kind.parent, []).append((value, kind.name))
        for theme in sorted(themes, key=lambda theme: (theme.order, theme.name)):
            yield theme.name, themes[theme]


class ProcedureTypeSelect(forms.Select):
    """A select list grouped by theme, which works without JavaScript; a script adds a search field.

    The search also finds synonyms.
    """

    @property
    def media(self) -> forms.Media:
        script: Any = Script("js/admin/searched-select.js", type="module")
        return forms.Media(js=[script])

    @property
    def choices(self) -> ThemeGroupedChoices:
        return self._choices

    @choices.setter
    def choices(self, choices: Iterable[Any]) -> None:
        self._choices = choices if isinstance(choices, ThemeGroupedChoices) else ThemeGroupedChoices(choices)

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        words = {
            "data-searched-select": _("Chercher un type de démarche"),
            "data-found": _("Types trouvés : "),
            "data-not-found": _("Aucun type ne correspond. Essayez un autre mot."),
        }
        return super().build_attrs(base_attrs, extra_attrs) | {key: str(text) for key, text in words.items()}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if (kind := getattr(value, "instance", None)) and kind.also_said:
            option["attrs"]["data-words"] = kind.also_said
        return option
