"""Finds the English words that a person can read on a page of the administration.

No word is listed by hand: a word is English when it occurs in the messages of Wagtail and Django and in none
of the French texts of the administration, ours included.
"""

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Comment, Doctype
from django.apps import apps
from django.conf import settings
from django.db.models import Choices
from django.utils.translation import gettext, ngettext, override

PLACEHOLDERS = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]|<[^>]+>|&\w+;")
ADDRESSES = re.compile(r"\S*[/@_.]\w\S*")
MARKUP = re.compile(r"\{[%{#].*?[%}#]\}|<[^>]+>", re.DOTALL)
WORDS = re.compile(r"[^\W\d_]{2,}")
VALUES_OF_PYTHON = {"none", "true", "false"}
READ_ATTRIBUTES = (
    "title",
    "placeholder",
    "aria-label",
    "aria-description",
    "alt",
    "data-w-tooltip-content-value",
)
READ_KEYS = {"label", "helptext", "help_text", "description", "title", "text", "strings", "heading"}
CODE = ("cms", "home", "lessons")


def words(text: str) -> set[str]:
    """The words of `text` in lower case, without addresses and placeholders."""
    plain = ADDRESSES.sub(" ", PLACEHOLDERS.sub(" ", text))
    return {word.lower() for word in WORDS.findall(plain)}


def catalogues(language: str) -> Iterator[tuple[str, Path]]:
    """The catalogues of the installed apps and of Django itself, each with its domain."""
    roots = [Path(config.path) for config in apps.get_app_configs()]
    django = Path(str(__import__("django").__file__)).parent / "conf"
    for root in [django, *roots]:
        for path in sorted((root / "locale" / language / "LC_MESSAGES").glob("*.po")):
            yield path.stem, path


@dataclass(frozen=True)
class Message:
    """One entry of a catalogue: its context, the English singular and plural, and the translations."""

    context: str
    one: str
    several: str
    said: tuple[str, ...]


FIELD = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) ((?:".*"\n?)+)', re.MULTILINE)


def entries(path: Path) -> Iterator[Message]:
    """The messages of a .po file, without its header."""
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        text = "\n".join(line for line in block.splitlines() if not line.startswith("#"))
        fields = {
            name: "".join(ast.literal_eval(line) for line in lines.splitlines())
            for name, lines in FIELD.findall(f"{text}\n")
        }
        if fields.get("msgid"):
            said = tuple(fields[name] for name in sorted(fields) if name.startswith("msgstr"))
            yield Message(fields.get("msgctxt", ""), fields["msgid"], fields.get("msgid_plural", ""), said)


@cache
def messages() -> tuple[Message, ...]:
    """The messages that Wagtail and Django put on pages, in English."""
    paths = (path for domain, path in catalogues("en") if domain == "django")
    return tuple(message for path in paths for message in entries(path))


def said_in_french(entry: Message) -> set[str]:
    """What the administration shows for a message: one sentence, or one per plural form."""
    with override("fr"):
        if entry.several:
            return {ngettext(entry.one, entry.several, number) for number in (1, 2)}
        return {gettext(entry.one)}


@cache
def english_words() -> frozenset[str]:
    """Words that no page of the administration may show."""
    english = {word for entry in messages() for text in (entry.one, entry.several) for word in words(text)}
    french = {word for entry in messages() for text in said_in_french(entry) for word in words(text)}
    return frozenset((english | _stored_choices()) - french - _our_french() | VALUES_OF_PYTHON)


def _stored_choices() -> set[str]:
    """Stored values of choices, which are never shown: "theory" for "Explication"."""
    kinds = [kind for kind in _subclasses(Choices) if kind.__module__.split(".")[0] in CODE]
    return {word for kind in kinds for value in kind.values for word in words(str(value))}


def _subclasses(kind: Any) -> Iterator[Any]:
    for inner in kind.__subclasses__():
        yield inner
        yield from _subclasses(inner)


@cache
def _our_french() -> frozenset[str]:
    """The words of our own messages and of the help for editors."""
    root = Path(settings.BASE_DIR)
    said = [(root / "docs" / "editing.md").read_text(encoding="utf-8")]
    for path in (path for folder in CODE for path in (root / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).lstrip("_") in {
                "",
                "gettext",
                "gettext_lazy",
            }:
                said += [part.value for part in node.args if isinstance(part, ast.Constant)]
    for path in (root / "templates").rglob("*.*"):
        text = path.read_text(encoding="utf-8")
        said += [*re.findall(r'translate "([^"]+)"', text), MARKUP.sub(" ", text)]
    return frozenset(word for text in said for word in words(str(text)))


def read_on(html: str) -> Iterator[str]:
    """Every text that a person can read or hear on a page, including data that scripts display."""
    page = BeautifulSoup(html, "html.parser")
    unread = page.select("select[name*=time_zone], [data-side-panel-toggle-counter]")
    # find_all() also looks inside templates, which selectors do not reach.
    for element in [*page.find_all(["style", "kbd", "code"]), *unread]:
        element.decompose()
    for script in page.find_all("script"):
        if script.get("type") == "application/json" and script.string:
            yield from _read_in_data(json.loads(script.string))
        script.decompose()
    yield from (str(text) for text in page.find_all(string=True) if not isinstance(text, (Comment, Doctype)))
    for element in page.find_all(True):
        yield from (str(element[name]) for name in READ_ATTRIBUTES if element.get(name))
        if element.name == "input" and element.get("type") in {"submit", "button"}:
            yield str(element.get("value", ""))
        for value in element.attrs.values():
            if isinstance(value, str) and value[:1] in "{[":
                yield from _read_in_data(_data(value))


def _data(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return None


def _read_in_data(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, str):
                yield from [value] if str(key).lower() in READ_KEYS and value[:1] not in {"{", "["} else []
            else:
                yield from _read_in_data(value)
    elif isinstance(data, list):
        for value in data:
            yield from _read_in_data(value)
