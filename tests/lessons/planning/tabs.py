"""A tab that shows the session's page without JavaScript: the values of its fields, and its buttons."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import Client

from tests.lessons.planning.conftest import HERE, text_of


@dataclass
class Tab:
    """Opened at once. Several tabs of one client represent several people with one session."""

    client: Client
    page: BeautifulSoup = field(init=False)
    fields: dict[str, list[str]] = field(init=False)
    loaded: dict[str, list[str]] = field(init=False)
    status: int = 200

    def __post_init__(self) -> None:
        self.open("/seance/")

    def open(self, path: str) -> None:
        self._show(self.client.get(path, follow=True))

    def type(self, name: str, words: str) -> None:
        assert name in self.fields, f"{name} is not on the page"
        self.fields[name] = [words]

    @property
    def is_as_loaded(self) -> bool:
        """Whether nothing was typed since, and no question is shown."""
        return self.status == 200 and self.fields == self.loaded

    def value(self, name: str) -> str:
        return "".join(self.fields.get(name, []))

    @property
    def text(self) -> str:
        return " ".join(self.page.main.get_text(" ").split())

    def button(self, words: str) -> Tag:
        """The first button of the form with the label or value `words`."""
        found = [
            one
            for one in self.page.select('button[form="seance"], #seance button')
            if words in (" ".join(one.get_text(" ").split()), one.get("value"))
        ]
        assert found, f"There is no button « {words} »"
        return found[0]

    def press(self, words: str, *, follow: bool = True) -> Any:
        """Send the whole form, as a browser does, and show the response."""
        button = self.button(words)
        fields = {name: list(values) for name, values in self.fields.items()}
        if button.get("name"):
            fields.setdefault(str(button["name"]), []).append(str(button["value"]))
        address = str(button.get("formaction") or self.page.select_one("#seance")["action"])
        response = self.client.post(address, fields, follow=follow, **HERE)
        if follow:
            self._show(response)
        return response

    def _show(self, response: Any) -> None:
        self.status = response.status_code
        if response["Content-Type"].startswith("text/html"):
            self.page = BeautifulSoup(text_of(response), "html.parser")
            self.fields = {}
            for name, value in _successful(self.page):
                self.fields.setdefault(name, []).append(value)
            self.loaded = {name: list(values) for name, values in self.fields.items()}


def _successful(page: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """The controls of the form that a browser would send without pressing a button."""
    for one in page.select('#seance input, [form="seance"]'):
        name = str(one.get("name") or "")
        if (
            not name
            or one.name == "button"
            or (one.get("type") == "checkbox" and not one.has_attr("checked"))
        ):
            continue
        if one.name == "select":
            chosen = one.select_one("option[selected]") or one.select_one("option")
            yield name, str(chosen["value"]) if chosen else ""
        else:
            yield name, str(one.get("value") or "")
