"""Readers see one word for one thing: those of docs/words.md."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conventions.project import ROOT

TABLE = ROOT / "docs" / "words.md"
PACKAGES = ("cms", "home", "lessons")
OTHER_PEOPLES_WORDS = {"search_words", "also_said", "tags", "official_url"}
QUOTED = re.compile(r"`([^`]+)`")
SHOWN_ATTRIBUTE = re.compile(r'\b(?:aria-label|alt|title|placeholder|content|data-[\w-]+)="([^"]*)"')
TEMPLATE_CODE = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->", re.DOTALL)
TRANSLATED = re.compile(r'\{%\s*trans(?:late)?\s+"([^"]*)"')
ELEMENT = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>", re.DOTALL)
JAVASCRIPT_TEXT = re.compile(r'"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`')
MESSAGE = re.compile(r'^(?:msgstr(?:\[\d\])? )?"(.*)"$', re.MULTILINE)


@dataclass(frozen=True)
class WordRule:
    """A row of the table: the words that are not used, and the paths where they are not."""

    words: tuple[str, ...]
    paths: tuple[str, ...]

    def found_in(self, path: str, text: str) -> list[str]:
        if self.paths and not path.startswith(self.paths):
            return []
        return [word for word in self.words if _pattern(word).search(text)]


@cache
def _pattern(word: str) -> re.Pattern[str]:
    expression = re.escape(word).replace(r"\*", r"\w*")
    return re.compile(rf"(?<![\w-]){expression}(?![\w-])", re.IGNORECASE if word.islower() else 0)


@cache
def rules() -> tuple[WordRule, ...]:
    rows = [
        line.split("|") for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")
    ]
    made = (WordRule(tuple(QUOTED.findall(row[2])), tuple(QUOTED.findall(row[3]))) for row in rows)
    return tuple(rule for rule in made if rule.words)


def template_texts(path: Path) -> Iterator[str]:
    source = path.read_text(encoding="utf-8")
    yield from TRANSLATED.findall(source)
    source = TEMPLATE_CODE.sub(" ", source)
    yield from SHOWN_ATTRIBUTE.findall(source)
    yield ELEMENT.sub(" ", source)


def python_texts(path: Path) -> Iterator[str]:
    """The sentences of a module: no docstring, no regular expression, no stored value."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield from [node.value] if " " in node.value and "\\" not in node.value else []


def yaml_texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in OTHER_PEOPLES_WORDS:
                yield from yaml_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from yaml_texts(inner)
    elif isinstance(value, str):
        yield value


def all_texts() -> Iterator[tuple[Path, str]]:
    """Every text that somebody reads, with its file."""
    for path in (ROOT / "templates").rglob("*.*"):
        yield from ((path, text) for text in template_texts(path))
    for path in (found for name in PACKAGES for found in (ROOT / name).rglob("*.py")):
        if "migrations" not in path.parts:
            yield from ((path, text) for text in python_texts(path))
    for path in (ROOT / "static" / "js").rglob("*.js"):
        yield from (
            (path, text) for text in JAVASCRIPT_TEXT.findall(path.read_text(encoding="utf-8")) if " " in text
        )
    for path in (ROOT / "cms" / "locale").rglob("*.po"):
        entries = path.read_text(encoding="utf-8").split("\n\n")[1:]
        yield from ((path, said) for one in entries for said in MESSAGE.findall(one.partition("\nmsgstr")[2]))
    for path in (ROOT / "cms" / "demo" / "pages").glob("*.md"):
        yield path, path.read_text(encoding="utf-8")
    for path in [
        *(ROOT / "cms" / "demo").rglob("*.yaml"),
        *(ROOT / "lessons" / "taxonomy" / "data").glob("*.yaml"),
    ]:
        if path.name != "screens.yaml":
            said = yaml.safe_load(path.read_text(encoding="utf-8"))
            yield from ((path, text) for text in yaml_texts(said))


def test_nobody_reads_a_word_that_the_list_replaces() -> None:
    found = [
        f"{path.relative_to(ROOT)}: « {word} » in « {text.strip()[:100]} »"
        for path, text in all_texts()
        for rule in rules()
        for word in rule.found_in(str(path.relative_to(ROOT)), text)
    ]
    assert found == []


def test_no_step_and_no_objective_makes_somebody_know_to_know() -> None:
    """Sheets finish « la personne sait… » with them."""
    for path in (ROOT / "cms" / "demo" / "guides").glob("*/guide.yaml"):
        guide = yaml.safe_load(path.read_text(encoding="utf-8"))
        said = [*guide.get("objectives", []), *(step["title"] for step in guide["steps"])]
        assert not [text for text in said if text.lower().startswith("savoir")], path


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        ("templates/home/home_page.html", "Cliquez ou appuyez", ["cliqu*"]),
        ("lessons/planning/views/notices.py", "La clé est prête", ["clé"]),
        ("templates/home/offline.html", "Copiez-le sur une clé USB", []),
        ("lessons/sheets/docx.py", "la Caf, puis la CAF", ["CAF"]),
        ("lessons/sheets/docx.py", "la boîte de messagerie", []),
    ],
)
def test_a_word_is_found_where_it_is_not_to_be_used(path: str, text: str, words: list[str]) -> None:
    assert [word for rule in rules() for word in rule.found_in(path, text)] == words
