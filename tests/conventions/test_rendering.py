"""Public pages are complete: no template code, no "None", no empty link, no reference to a missing id."""

import re
from collections import Counter
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as django_settings
from django.test import Client

from lessons.models import GuidePage
from tests.conventions.growth import grow
from tests.conventions.pages import PAGE_TYPES

pytestmark = pytest.mark.django_db

MISSING = "UNKNOWN-VARIABLE"
OTHERS = [
    "/nulle-part/",
    "/guides/?q=demarche",
    "/guides/?q=zzzzzz",
    "/guides/?q=demarch&niveau=debutant&tri=titre",
    "/guides/?niveau=debutant&demarche=papiers-citoyennete&appareil=ordinateur",
]


@pytest.fixture
def undefined_variables_show(settings: Any) -> None:
    """Renders a variable that no view provides visibly, instead of as nothing."""
    [engine] = django_settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "OPTIONS": {**engine["OPTIONS"], "string_if_invalid": f"{MISSING}-%s"}}]


@pytest.fixture(params=["bare", "full"])
def addresses(request: pytest.FixtureRequest, every_page: dict[Any, Any]) -> list[str]:
    """Every kind of public page, of a site with minimal and with maximal content."""
    if request.param == "full":
        grow(every_page, 3)
    return [*(every_page[page_type].url for page_type in PAGE_TYPES), *OTHERS]


def pages(client: Client, addresses: list[str]) -> list[tuple[str, str]]:
    return [(address, client.get(address).content.decode()) for address in addresses]


def test_no_variable_is_unknown(undefined_variables_show: None, client: Client, addresses: list[str]) -> None:
    for address, html in pages(client, addresses):
        unknown = re.findall(rf"{MISSING}-[\w.]*", html)
        assert not unknown, f"{address} shows what its view does not give: {unknown}"


def test_no_code_of_a_template_is_left(client: Client, addresses: list[str]) -> None:
    for address, html in pages(client, addresses):
        for code in ("{{", "{%", "%}", "{#"):
            assert code not in html, f"{address} shows {code}: a tag is cut by a line or not closed."


def test_nothing_says_none(client: Client, addresses: list[str]) -> None:
    for address, html in pages(client, addresses):
        found = re.search(r".{0,60}\b(?:None|True|False|NaN|object at 0x)\b.{0,60}", html)
        assert not found, f"{address} shows a value of the machine: {found[0]}"


def test_no_link_form_or_picture_is_empty(client: Client, addresses: list[str]) -> None:
    for address, html in pages(client, addresses):
        page = BeautifulSoup(html, "html.parser")
        for attribute in ("href", "src", "action", "srcset"):
            for tag in page.find_all(attrs={attribute: True}):
                value = str(tag[attribute]).strip()
                assert value not in {"", "#", "/None", "None"}, f"{address}: {tag} leads nowhere."


def test_every_link_and_button_has_words(client: Client, addresses: list[str]) -> None:
    for address, html in pages(client, addresses):
        for tag in BeautifulSoup(html, "html.parser").find_all(
            ["a", "button", "h1", "h2", "h3", "summary", "label"]
        ):
            assert tag.get_text(strip=True) or tag.get("aria-label"), f"{address}: {tag} says nothing."


def test_a_name_stands_once_and_what_is_named_exists(client: Client, addresses: list[str]) -> None:
    for address, html in pages(client, addresses):
        page = BeautifulSoup(html, "html.parser")
        names = Counter(tag["id"] for tag in page.find_all(id=True))
        assert not [name for name, count in names.items() if count > 1], (address, names.most_common(3))
        for attribute in ("for", "form", "aria-labelledby", "aria-describedby", "aria-controls"):
            for tag in page.find_all(attrs={attribute: True}):
                for name in " ".join(tag.get_attribute_list(attribute)).split():
                    assert name in names, f"{address}: {attribute}={name} names nothing."
        for link in page.select('a[href^="#"]'):
            assert link["href"][1:] in names, f"{address}: {link} leads nowhere on the page."


def test_the_head_of_a_page_says_a_thing_once(client: Client, addresses: list[str]) -> None:
    for address, html in pages(client, addresses):
        page = BeautifulSoup(html, "html.parser")
        links = Counter((str(link["rel"]), str(link["href"])) for link in page.select("head link"))
        assert not [link for link, count in links.items() if count > 1], (address, links.most_common(1))
        for single in ("title", 'meta[name="description"]', "meta[charset]", 'meta[name="viewport"]'):
            assert len(page.select(f"head {single}")) == 1, f"{address} needs one {single}."


def test_no_script_or_style_is_inline(client: Client, addresses: list[str]) -> None:
    for address, html in pages(client, addresses):
        found = re.search(
            r"<style|<[^>]*\s(?:style|on[a-z]+)=|<script(?![^>]* (?:src=|type=\"application/ld))", html
        )
        assert not found, f"{address}: {html[found.start() : found.start() + 200]}"


def test_nothing_is_fetched_from_elsewhere(client: Client, addresses: list[str]) -> None:
    for address, html in pages(client, addresses):
        page = BeautifulSoup(html, "html.parser")
        fetched = page.select(
            "script[src], img[src], source[srcset], link[rel~=stylesheet], link[rel~=preload], iframe, video"
        )
        for tag in fetched:
            source = str(tag.get("src") or tag.get("srcset") or tag.get("href"))
            assert re.match(r"/(?!/)|data:", source), f"{address} fetches {source}."


def test_the_full_guide_shows_all_its_parts(client: Client, every_page: dict[Any, Any]) -> None:
    """Otherwise the tests above would have nothing to check."""
    grow(every_page, 3)
    html = client.get(every_page[GuidePage].url).content.decode()
    for heading in (
        "À apporter",
        "À la fin",
        "Avant de commencer",
        "J’ai réussi",
        "Mots expliqués",
        "Et ensuite",
    ):
        assert heading in html
    assert html.count("<img ") == 3
    assert html.count("<h1>") == 1
