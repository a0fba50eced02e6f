"""Browser fixtures: the demo site on a real server, and browser windows that open it."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, StorageState, expect, sync_playwright

from tests.e2e.drafts import addresses_of_drafts, make_drafts
from tests.e2e.static_copy import export_copy
from tests.support.browser import TIMEOUT, Watch, launch_options, open_context
from tests.support.made_once import MadeOnce
from tests.support.migrated_database import migrated_sqlite_file
from tests.support.server import load_demo, production_environment, running

DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}

expect.set_options(timeout=TIMEOUT)


@pytest.fixture(scope="session")
def loaded_demo(made_once: MadeOnce, django_db_blocker: Any) -> Path:
    """The loaded demo site, of which each worker gets a copy."""

    def load(folder: Path) -> None:
        with django_db_blocker.unblock():
            load_demo(folder, migrated_sqlite_file())
        make_drafts(production_environment(folder))

    return made_once("demo", load)


@pytest.fixture(scope="session")
def sheets(made_once: MadeOnce) -> Path:
    """The cache of sheets of all copies of the demo: each document is typeset once a run."""
    return made_once("sheets", lambda _folder: None)


def copy_of(loaded_demo: Path, folder: Path, sheets: Path) -> dict[str, str]:
    """Copy the demo site into `folder`, with `sheets` as its cache; return the environment that serves it."""
    shutil.copytree(loaded_demo, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("sheets"))
    (folder / "sheets").symlink_to(sheets)
    return production_environment(folder) | {"TYPESETTING_SLOTS": "2"}  # Shared with the cache.


@pytest.fixture(scope="session")
def demo(loaded_demo: Path, sheets: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A demo site of this worker's own; returns the environment that serves it."""
    return copy_of(loaded_demo, tmp_path_factory.mktemp("site"), sheets)


@pytest.fixture(scope="session")
def copy(loaded_demo: Path, sheets: Path, made_once: MadeOnce) -> Path:
    """The static copy of the demo as it was loaded, which no test has changed."""

    def export(folder: Path) -> None:
        export_copy(copy_of(loaded_demo, folder / "site", sheets), folder / "pas-a-pas")

    return made_once("stick", export) / "pas-a-pas"


@pytest.fixture(scope="session")
def drafts(demo: dict[str, str]) -> dict[str, Iterator[str]]:
    """Addresses of edit pages of drafts, by their kind of picture."""
    return {kind: iter(addresses) for kind, addresses in addresses_of_drafts(demo).items()}


@pytest.fixture
def draft(drafts: dict[str, Iterator[str]]) -> str:
    """The address of the edit page of a draft that no other test uses."""
    return next(drafts["shared"])


@pytest.fixture
def draft_with_own_picture(drafts: dict[str, Iterator[str]]) -> str:
    """The same, with a picture in its first two steps that no other guide shows."""
    return next(drafts["own"])


@pytest.fixture(scope="session")
def site(demo: dict[str, str]) -> Iterator[str]:
    """The demo site, served for the whole session; yields its address."""
    with running(demo) as port:
        yield f"http://localhost:{port}"


@pytest.fixture(scope="session")
def program(demo: dict[str, str]) -> Iterator[Playwright]:
    """Playwright, started after the demo site is loaded: while its event loop runs, Django refuses queries
    here.
    """
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(program: Playwright) -> Iterator[Browser]:
    browser = program.chromium.launch(**launch_options())
    yield browser
    browser.close()


def _visitor(chromium: Browser, site: str, **options: Any) -> Iterator[Page]:
    """A visitor's window. At the end, it has called no other site, set no cookie and violated no policy."""
    with open_context(chromium, base_url=site, **options) as context:
        watch = Watch(context)
        yield context.new_page()
        watch.assert_clean()


@pytest.fixture
def desktop(chromium: Browser, site: str) -> Iterator[Page]:
    yield from _visitor(chromium, site, **DESKTOP)


@pytest.fixture
def phone(chromium: Browser, site: str) -> Iterator[Page]:
    yield from _visitor(chromium, site, **PHONE)


@pytest.fixture
def without_script(chromium: Browser, site: str) -> Iterator[Page]:
    yield from _visitor(chromium, site, java_script_enabled=False, **DESKTOP)


@pytest.fixture
def administration(chromium: Browser, site: str) -> Iterator[Page]:
    """A window for the administration, where cookies are allowed."""
    with open_context(chromium, base_url=site, **DESKTOP) as context:
        yield context.new_page()


@pytest.fixture(scope="session")
def administrator(chromium: Browser, site: str) -> StorageState:
    """The cookies of the administrator, who enters the password once for all tests."""
    with open_context(chromium, base_url=site) as context:
        page = context.new_page()
        page.goto("/administration/login/")
        page.locator("[name=username]").fill("admin")
        page.locator("[name=password]").fill("demo-administrateur")
        page.locator("[name=password]").press("Enter")
        page.wait_for_url("**/administration/")
        return context.storage_state()
