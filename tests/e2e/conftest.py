"""Browser fixtures: the demo site on a real server, and browser windows that open it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Page, Playwright, StorageState, expect, sync_playwright

from tests.support.browser import TIMEOUT, Watch, launch_options, open_context
from tests.support.migrated_database import migrated_sqlite_file
from tests.support.server import load_demo, production_environment, running

DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}

MadeOnce = Callable[[str, Callable[[Path], None]], Path]

expect.set_options(timeout=TIMEOUT)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> MadeOnce:
    """Returns the folder of a name. The first worker that asks fills it with `make`; the others wait."""
    run = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        run = run.parent  # The folder of the whole run.

    def folder_of(name: str, make: Callable[[Path], None]) -> Path:
        with FileLock(run / f"{name}.lock"):
            if not (run / name).exists():
                unfinished = tmp_path_factory.mktemp("unfinished")
                make(unfinished)
                unfinished.rename(run / name)
        return run / name

    return folder_of


@pytest.fixture(scope="session")
def loaded_demo(made_once: MadeOnce, django_db_blocker: Any) -> Path:
    """The loaded demo site, of which each worker gets a copy."""

    def load(folder: Path) -> None:
        with django_db_blocker.unblock():
            load_demo(folder, migrated_sqlite_file())

    return made_once("demo", load)


@pytest.fixture(scope="session")
def demo(loaded_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A demo site of this worker's own; returns the environment that serves it."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(loaded_demo, folder, dirs_exist_ok=True)
    return production_environment(folder)


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
