"""Each value that has ever caused an error, in each parameter of each view, by a visitor and by each role.

`TRUST_FROM` and `TRUST_REQUESTS` select requests of the table; the seed is printed on failure.
"""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from wagtail.models import Page

from tests.trust.fuzz.battery import FuzzReport, run_battery, sender
from tests.trust.fuzz.grammar import Attack
from tests.trust.fuzz.numbered_site import NUMBER, ROLES, make_numbered_site
from tests.trust.fuzz.oracles import ORACLES, FuzzAnswer
from tests.trust.fuzz.table import RequestTable, View
from tests.trust.fuzz.target import Target, make_target
from tests.trust.fuzz.test_fuzz import SEED
from tests.trust.fuzz.views import form_of_a_page, public_views, views_astray, views_of

pytestmark = pytest.mark.django_db
REQUESTS = int(os.environ.get("TRUST_REQUESTS", "250"))
# Without TRUST_FROM, each database gets requests of its own.
FIRST = int(os.environ.get("TRUST_FROM", 0 if connection.vendor == "sqlite" else REQUESTS))
# Wagtail's pages show editors their own input and mention code, so the rules for public pages do not apply to
# them.
WRONG = ["server error", "unescaped echo", "header of the visitor's", "unreadable data", "leads away"]


def text_of(send: Callable[[Attack], FuzzAnswer], asked: Attack) -> str:
    return send(asked).content.decode(errors="replace")


def keep_counts(report: FuzzReport, role: str) -> None:
    """For `make trust`, which adds them up."""
    if folder := os.environ.get("TRUST_STATUSES"):
        lines = [f"{status} {count}" for status, count in report.histogram().items()]
        name = f"table-{role}-{connection.vendor}-{FIRST}.txt"
        (Path(folder) / name).write_text("\n".join([*lines, ""]), encoding="utf-8")


def send_table(target: Target, views: list[View], astray: list[View], role: str, wrong: Any) -> None:
    """Send the requests of the table for these views; fail with a list of the faults."""
    send = sender(target)
    table = RequestTable(f"{SEED}/{role}", views, astray, partial(text_of, send))
    report = run_battery(table.attack, send, SEED, range(FIRST, FIRST + REQUESTS), wrong)
    keep_counts(report, role)
    assert not report.faults, report.told()


@pytest.mark.parametrize("time", ["first", "second"])
def test_no_page_has_a_number_that_the_next_one_takes(time: str) -> None:
    """Otherwise creating a page would fail on PostgreSQL, whose sequences keep the value of the previous
    test.
    """
    make_numbered_site()
    assert not Page.objects.filter(pk__gt=NUMBER).exists(), time


def test_no_value_breaks_what_a_visitor_may_ask_for() -> None:
    target = make_target()
    send_table(target, public_views(target.addresses), [], "visitor", ORACLES)


@pytest.mark.parametrize("role", ROLES)
def test_no_value_breaks_the_administration(role: str, client: Client, settings: Any) -> None:
    cookies = make_numbered_site()
    client.cookies.load(cookies["superuser"])
    page_form = form_of_a_page(client)
    settings.REQUIRE_TWO_FACTOR = True
    views = views_of(cookies[role], page_form)
    send_table(Target({}, []), views, views_astray(cookies[role]), role, WRONG)
