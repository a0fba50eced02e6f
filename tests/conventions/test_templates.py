"""Every template is used, and nothing in one breaks the strict policy or says what only the machine should read."""

import re
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.template.loader import get_template
from wagtail.models import Page

from tests.conventions.project import (
    CODE,
    ROOT,
    TEMPLATES,
    place,
    python_files,
    template_files,
    template_name,
    words_said,
)

# Loaded by Django by its own convention, or handed to the web server.
LOADED_BY_NAME = {"400.html", "403_csrf.html", "404.html", "500.html", "503.html"}
# `path of the template`: why the value is safe. What Python marks as safe needs no filter.
SAFE_WITH_REASON: dict[str, str] = {}
NAMED = re.compile(r"""\{%-?\s*(?:include|extends)\s+["']([^"']+)["']""")
HANDLER = re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE)
INLINE = re.compile(
    r"<style|\sstyle\s*=|<script(?![^>]*\ssrc=)(?![^>]*application/ld\+json)|javascript:", re.IGNORECASE
)
TRUSTED = re.compile(r"\|\s*safe(?:seq)?\b|autoescape\s+off")
each_template = pytest.mark.parametrize("path", template_files(), ids=template_name)


@cache
def names_in_use() -> set[str]:
    """Every template that Python, another template, or a convention of Django or Wagtail loads."""
    said = {word for path in python_files(*CODE) for word in words_said(path) if word.endswith(".html")}
    included = {name for path in template_files() for name in NAMED.findall(path.read_text(encoding="utf-8"))}
    pages = {model.template for model in apps.get_models() if issubclass(model, Page)}
    return said | included | pages | LOADED_BY_NAME


def replaces_one_of_a_library(path: Path) -> bool:
    folders = [Path(config.path) / "templates" for config in apps.get_app_configs()]
    return any(
        (folder / template_name(path)).exists()
        for folder in folders
        if ROOT not in folder.parents or ".venv" in folder.parts
    )


@each_template
def test_it_is_used(path: Path) -> None:
    name = template_name(path)
    assert name in names_in_use() or replaces_one_of_a_library(path), (
        f"Nothing loads {place(path)}: use it or delete it."
    )


@each_template
def test_all_it_names_exists(path: Path) -> None:
    get_template(template_name(path))
    for name in NAMED.findall(path.read_text(encoding="utf-8")):
        assert get_template(name), f"{place(path)} names {name}."


FILE_OF_A_FOLDER = "index.html"  # What a copy of the site calls its pages.


@pytest.mark.parametrize(
    "name",
    sorted(
        {
            name
            for path in python_files(*CODE)
            for name in words_said(path)
            if re.fullmatch(r"[\w/]+\.html", name) and name != FILE_OF_A_FOLDER
        }
    ),
)
def test_a_template_that_python_names_exists(name: str) -> None:
    assert get_template(name)


@each_template
def test_it_has_no_inline_script_or_style(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not HANDLER.search(text), f"{place(path)}: listen in a module of static/js, not in an attribute."
    assert not INLINE.search(text), f"{place(path)}: the policy of the site stops inline styles and scripts."


@each_template
def test_it_trusts_no_value_without_a_reason(path: Path) -> None:
    if TRUSTED.search(path.read_text(encoding="utf-8")):
        assert SAFE_WITH_REASON.get(template_name(path)), (
            f"{place(path)} shows a value unescaped: escape it, or say in SAFE_WITH_REASON why it is safe."
        )


def test_no_reason_stands_for_a_template_that_escapes_all() -> None:
    stale = [
        name
        for name in SAFE_WITH_REASON
        if not TRUSTED.search((TEMPLATES / name).read_text(encoding="utf-8"))
    ]
    assert not stale, f"Take {stale} out of SAFE_WITH_REASON."


def test_every_error_page_that_django_shows_without_the_site_stands_alone() -> None:
    for name in ("400.html", "500.html", "503.html"):
        text = (TEMPLATES / name).read_text(encoding="utf-8")
        assert "{%" not in text, f"{name} is shown when templates may fail: keep it plain HTML."
        assert "{{" not in text
