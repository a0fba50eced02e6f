"""Browser fixtures: a demo site served on loopback, and windows onto it."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.support.browser import Watch, launch_options

# Playwright keeps an event loop in this thread; Django would refuse to touch the database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

DESKTOP = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/e2e" in item.nodeid:
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def playwright_program() -> Iterator[Playwright]:
    with sync_playwright() as program:
        yield program


@pytest.fixture(scope="session")
def chromium(playwright_program: Playwright) -> Iterator[Browser]:
    browser = playwright_program.chromium.launch(**launch_options())
    yield browser
    browser.close()


@pytest.fixture
def site(live_server: LiveServer, settings: Any, tmp_path: Path) -> str:
    """The demo site, served; gives its address."""
    settings.DEBUG = True
    call_command("load_demo", verbosity=0)
    settings.DEBUG = False
    return str(live_server.url)


def _window(chromium: Browser, options: dict[str, Any]) -> Iterator[tuple[BrowserContext, Watch]]:
    context = chromium.new_context(locale="fr-FR", **options)
    context.set_default_timeout(15_000)
    yield context, Watch(context)
    context.close()
