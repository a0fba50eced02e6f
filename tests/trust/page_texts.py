"""The texts of editors that public pages show, in order. The words around them may change."""

import html
import re
from collections.abc import Iterable
from pathlib import Path

from bs4 import BeautifulSoup, Tag
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


def main_part(address: str) -> Tag:
    """The main part of a page. AssertionError when the page is not served."""
    response = Client().get(address)
    assert response.status_code == 200, address
    main = BeautifulSoup(response.content, "html.parser").find("main")
    assert isinstance(main, Tag), address
    return main


def texts_in(main: Tag) -> list[str]:
    """The texts of a part of a page, in reading order."""
    return [plain(text) for text in main.stripped_strings]


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
        address: [text for text in texts_in(main_part(address)) if len(text) >= SHORTEST and text in stored]
        for address in addresses
    }


def assert_texts_shown(said: dict[str, list[str]], query: str = "") -> None:
    """Check that each page, requested with `query`, shows these texts, and its steps in this order.

    Where a text stands on its page is a matter of design, and so is which guides and pages another page lists. What
    all guides say is the design's own.
    """
    guides = [set(texts) for address, texts in said.items() if is_guide(address)]
    of_the_design = set.intersection(*guides) if len(guides) > 1 else set()
    for address, texts in said.items():
        main = main_part(f"{address}{query}")
        shown = texts_in(main)
        others = (other for place, others in said.items() if place != address for other in others)
        listed = set() if is_guide(address) else set(others)
        for text in set(texts) - of_the_design - listed:
            assert any(text in one for one in shown), f"{address} no longer says: {text}"
        steps = [plain(title.get_text()) for title in main.select("li.step h2")]
        assert [text for text in dict.fromkeys(texts) if text in steps] == [
            title for title in steps if title in texts
        ], address


def is_guide(address: str) -> bool:
    return address.count("/") > 2


def plain(text: str) -> str:
    return " ".join(html.unescape(TAG.sub(" ", text)).split())


def assert_the_site_is_whole(release: Release) -> None:
    """Nothing is damaged, and every public page has the same texts."""
    call_command("verify")
    said = release.read("pages")
    assert all_addresses() == list(said)
    assert_texts_shown(said, release.query)
