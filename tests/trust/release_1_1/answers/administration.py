"""What editors see."""

import json
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from django_otp.oath import TOTP
from wagtail.images import get_image_model

ADMINISTRATION = "/administration/"
LOG_IN = f"{ADMINISTRATION}login/"
SECOND_STEP = f"{ADMINISTRATION}deuxieme-etape/"
ACCOUNTS = ("admin", "redacteur", "relecteur")


def logged_in(username: str) -> Client:
    browser = Client()
    browser.force_login(get_user_model().objects.get(username=username))
    return browser


def code_of_telephone(key: str) -> str:
    """The six digits that a phone with this key, in hexadecimal, shows now."""
    return f"{TOTP(bytes.fromhex(key)).token():06d}"


def listed(path: str, username: str = "relecteur") -> list[list[str]]:
    """The cells of a list, row by row, without dates, which are relative to today."""
    page = BeautifulSoup(logged_in(username).get(ADMINISTRATION + path).content, "html.parser")
    rows = (row.find_all("td") for row in page.select("main table tbody tr"))
    return [[_text(cell) for cell in row if not cell.find("time")] for row in rows]


def history() -> list[list[str]]:
    """The history of the site, in the words of the administration, newest first."""
    pages = [listed("reports/site-history/", "admin")]
    while (further := listed(f"reports/site-history/?p={len(pages) + 1}", "admin")) != pages[-1]:
        pages.append(further)  # Beyond the last page, the last one is shown.
    return [row for page in pages for row in page]


def menu(username: str) -> list[str]:
    """The entries of the menu, each with its address."""
    page = BeautifulSoup(logged_in(username).get(ADMINISTRATION).content, "html.parser")
    return list(_entries(json.loads(page.find(id="wagtail-sidebar-props").string)))


def concerns() -> dict[str, Any]:
    """What the administration says about the uploaded pictures, by their titles."""
    titles = dict(get_image_model().objects.exclude(uploaded_by_user=None).values_list("pk", "title"))
    address = f"{ADMINISTRATION}captures/a-verifier/?{'&'.join(f'id={key}' for key in titles)}"
    return {titles[int(key)]: said for key, said in logged_in("relecteur").get(address).json().items()}


def _entries(props: Any) -> Iterator[str]:
    if isinstance(props, dict):
        if props.get("url") and props.get("label"):
            yield f"{props['label']}: {props['url']}"
        props = list(props.values())
    if isinstance(props, list):
        for inner in props:
            yield from _entries(inner)


def _text(cell: Any) -> str:
    return " ".join(cell.get_text(" ").split())
