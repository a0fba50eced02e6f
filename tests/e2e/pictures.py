"""An administrator's window, and a picture with a secret on it."""

import io
from collections.abc import Iterator
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import TIMEOUT

RED = (220, 20, 30)


def screen() -> bytes:
    """White, with a red secret from 40 % to 60 % across and 45 % to 55 % down."""
    picture = Image.new("RGB", (800, 400), "#ffffff")
    picture.paste(RED, (320, 180, 480, 220))
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def window(chromium: Browser, site: str, **options: Any) -> Iterator[Page]:
    """A window onto the administration in which nothing may go wrong unsaid."""
    context = chromium.new_context(base_url=site, locale="fr-FR", **options)
    context.set_default_timeout(TIMEOUT)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto("/administration/login/")
    page.locator("[name=username]").fill("admin")
    page.locator("[name=password]").fill("demo-administrateur")
    page.keyboard.press("Enter")
    page.wait_for_url("**/administration/")
    yield page
    assert faults == []
    context.close()
