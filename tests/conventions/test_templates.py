"""Every template is used and can be loaded, and none violates the strict content security policy."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.template.loader import get_template
from wagtail.models import Page

from tests.conventions.offenders import Checks, assert_none
from tests.conventions.project import (
    CODE,
    ROOT,
    TEMPLATES,
    occurrences,
    place,
    python_files,
    template_files,
    template_name,
    text_of,
    words_said,
)

# Loaded by a Django convention, or used by the web server.
LOADED_BY_NAME = {"400.html", "403_csrf.html", "404.html", "500.html", "503.html"}
# `path of the template`: why the value is safe. Values that Python marks as safe need no filter.
SAFE_WITH_REASON: dict[str, str] = {}
FILE_OF_A_FOLDER = "index.html"  # The pages of a static copy of the site.
NAMED = re.compile(r"""\{%-?\s*(?:include|extends)\s+["']([^"']+)["']""")
HANDLER = re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE)
INLINE = re.compile(
    r"<style|\sstyle\s*=|<script(?![^>]*\ssrc=)(?![^>]*application/ld\+json)|javascript:", re.IGNORECASE
)
TRUSTED = re.compile(r"\|\s*safe(?:seq)?\b|autoescape\s+off")
TEMPLATE_CODE = re.compile(r"\{[{%]")


@cache
def named_by_python() -> set[str]:
    said = {word for path in python_files(*CODE) for word in words_said(path)}
    return {word for word in said if word.endswith(".html")}


def named_by_templates() -> Iterator[tuple[Path, int, str]]:
    """Each template that another one includes or extends, preceded by its location."""
    for path in template_files():
        for line, name in occurrences(NAMED, text_of(path)):
            yield path, line, name


def names_in_use() -> set[str]:
    """Every template that Python, another template, or a convention of Django or Wagtail loads."""
    included = {name for _path, _line, name in named_by_templates()}
    pages = {model.template for model in apps.get_models() if issubclass(model, Page)}
    return named_by_python() | included | pages | LOADED_BY_NAME


def replaces_one_of_a_library(path: Path) -> bool:
    folders = [Path(config.path) / "templates" for config in apps.get_app_configs()]
    return any(
        (folder / template_name(path)).exists()
        for folder in folders
        if ROOT not in folder.parents or ".venv" in folder.parts
    )


def found(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    """Each match of `pattern` in one of these templates, preceded by its location."""
    return [
        f"{place(path, line)}: {said}" for path in paths for line, said in occurrences(pattern, text_of(path))
    ]


def test_every_template_is_used() -> None:
    used = names_in_use()
    unused = [
        place(path)
        for path in template_files()
        if template_name(path) not in used and not replaces_one_of_a_library(path)
    ]
    assert_none(unused, "Nothing loads these templates: use or delete them.")


def test_every_template_can_be_read_and_all_it_names_exists() -> None:
    checks = Checks()
    for path in template_files():
        with checks.of(place(path)):
            get_template(template_name(path))
    for path, line, name in named_by_templates():
        with checks.of(place(path, line)):
            get_template(name)
    checks.assert_none_failed("Django cannot load these templates, or what they include or extend.")


def test_every_template_that_python_names_exists() -> None:
    names = {name for name in named_by_python() if re.fullmatch(r"[\w/]+\.html", name)}
    checks = Checks()
    for name in sorted(names - {FILE_OF_A_FOLDER}):
        with checks.of(name):
            get_template(name)
    checks.assert_none_failed("Python names these templates, which Django cannot load.")


def test_no_template_handles_an_event_in_an_attribute() -> None:
    assert_none(found(HANDLER, template_files()), "Listen in a module of static/js, not in an attribute.")


def test_no_template_holds_an_inline_script_or_style() -> None:
    assert_none(found(INLINE, template_files()), "The policy of the site stops inline styles and scripts.")


def test_no_template_trusts_a_value_without_a_reason() -> None:
    unreasoned = [path for path in template_files() if not SAFE_WITH_REASON.get(template_name(path))]
    trusting = found(TRUSTED, unreasoned)
    assert_none(trusting, "Escape these values, or say in SAFE_WITH_REASON why they are safe.")


def test_no_reason_stands_for_a_template_that_escapes_all() -> None:
    stale = [name for name in SAFE_WITH_REASON if not TRUSTED.search(text_of(TEMPLATES / name))]
    assert_none(stale, "These templates trust no value: take them out of SAFE_WITH_REASON.")


def test_every_error_page_that_django_shows_without_the_site_stands_alone() -> None:
    code = found(TEMPLATE_CODE, [TEMPLATES / "400.html", *sorted(TEMPLATES.glob("50*.html"))])
    assert_none(code, "These pages are shown when templates may fail: keep them plain HTML.")
