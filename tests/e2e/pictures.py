"""An administrator's window, and a picture that contains a secret."""

import io
from collections.abc import Iterator
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, StorageState

from tests.support.browser import open_context

RED = (220, 20, 30)


def screen() -> bytes:
    """White, with a red secret from 40 % to 60 % across and 45 % to 55 % down."""
    picture = Image.new("RGB", (800, 400), "#ffffff")
    picture.paste(RED, (320, 180, 480, 220))
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def window(chromium: Browser, site: str, administrator: StorageState, **options: Any) -> Iterator[Page]:
    """A window for the administration in which every error fails the test."""
    with open_context(chromium, base_url=site, storage_state=administrator, **options) as context:
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        yield page
        assert faults == []
