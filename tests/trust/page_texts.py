"""The texts of editors that public pages show, in order. The words around them may change."""

import html
import re
from collections.abc import Iterable
from pathlib import Path

from bs4 import BeautifulSoup
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page

from home.backup.tables import read_rows
from tests.trust.releases import Release

SHORTEST = 12  # Shorter texts may occur anywhere.
TAG = re.compile(r"<[^>]+>")


def all_addresses() -> list[str]:
    """Every page that is public."""
    pages = Page.objects.live().public().filter(depth__gt=1).order_by("path")
    return [page.get_url() for page in pages]


def texts_shown(address: str) -> list[str]:
    """The texts of a page's main part, in reading order. AssertionError when the page is not served."""
    response = Client().get(address)
    assert response.status_code == 200, address
    main = BeautifulSoup(response.content, "html.parser").find("main")
    return [plain(text) for text in main.stripped_strings] if main else []


def texts_stored(tables: Iterable[Path]) -> str:
    """The text of all rows of an archive, without markup."""
    rows = (str(value) for path in tables for row in read_rows(path) for value in row if value)
    return plain(" ".join(rows).replace('\\"', '"'))


def stored_texts_shown(addresses: Iterable[str], tables: Path) -> dict[str, list[str]]:
    """For each address, the texts that it shows and that an archive contains; its rows are in the folder
    `tables`.
    """
    stored = texts_stored(tables.iterdir())
    return {
        address: [text for text in texts_shown(address) if len(text) >= SHORTEST and text in stored]
        for address in addresses
    }


def assert_texts_in_order(said: dict[str, list[str]], query: str = "") -> None:
    """Check that each page, requested with `query`, shows these texts in this order, with or without others
    between.
    """
    for address, texts in said.items():
        shown = iter(texts_shown(f"{address}{query}"))
        for text in texts:
            assert any(text in one for one in shown), f"{address} no longer says in its place: {text}"


def plain(text: str) -> str:
    return " ".join(html.unescape(TAG.sub(" ", text)).split())


def assert_the_site_is_whole(release: Release) -> None:
    """Nothing is damaged, and every public page has the same texts."""
    call_command("verify")
    said = release.read("pages")
    assert all_addresses() == list(said)
    assert_texts_in_order(said, release.query)
