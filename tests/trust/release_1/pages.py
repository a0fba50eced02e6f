"""What a page says of what its editors wrote, in order: the words around it may change with the software."""

import html
import re
from collections.abc import Iterable
from pathlib import Path

from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page

from home.keeping.tables import read_rows

HERE = Path(__file__).parent
ARCHIVE, PAGES = HERE / "site.tar.gz", HERE / "pages.json"
SHORTEST = 12  # Shorter texts may stand anywhere.
TAG = re.compile(r"<[^>]+>")


def all_addresses() -> list[str]:
    """Every page that is public."""
    pages = Page.objects.live().public().filter(depth__gt=1).order_by("path")
    return [page.get_url() for page in pages]


def texts_shown(address: str) -> list[str]:
    """The texts of a page's main part, as a reader meets them. AssertionError when the page is not served."""
    response = Client().get(address)
    assert response.status_code == 200, address
    main = BeautifulSoup(response.content, "html.parser").find("main")
    return [plain(text) for text in main.stripped_strings] if main else []


def plain(text: str) -> str:
    return " ".join(html.unescape(TAG.sub(" ", text)).split())


def texts_stored(tables: Iterable[Path]) -> str:
    """All that the rows of an archive hold, as one text without marks."""
    rows = (str(value) for path in tables for row in read_rows(path) for value in row if value)
    return plain(" ".join(rows).replace('\\"', '"'))
