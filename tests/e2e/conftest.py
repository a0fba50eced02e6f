"""Browser fixtures: the demo site served for real, and windows onto it."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.support.browser import Watch, launch_options
from tests.support.server import demo_environment, running

DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
TIMEOUT = 20_000


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The demo site, loaded once for the whole session; gives the environment that serves it."""
    return demo_environment(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def site(demo: dict[str, str]) -> Iterator[str]:
    """The demo site served for the whole session; gives its address."""
    with running(demo) as port:
        yield f"http://localhost:{port}"


@pytest.fixture(scope="session")
def program() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(program: Playwright) -> Iterator[Browser]:
    browser = program.chromium.launch(**launch_options())
    yield browser
    browser.close()


def _visitor(chromium: Browser, site: str, **options: Any) -> Iterator[Page]:
    """A visitor's window; at the end, nothing was asked elsewhere, no cookie was set, no policy was broken."""
    context = chromium.new_context(base_url=site, locale="fr-FR", **options)
    context.set_default_timeout(TIMEOUT)
    watch = Watch(context)
    yield context.new_page()
    watch.assert_clean()
    context.close()


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
    """A window onto the administration, where cookies are allowed."""
    context = chromium.new_context(base_url=site, locale="fr-FR", **DESKTOP)
    context.set_default_timeout(TIMEOUT)
    yield context.new_page()
    context.close()
