"""Thousands of hostile requests: no server error, no echo, no cookie. Each commit has requests of its own."""

import os
import secrets
import subprocess
from pathlib import Path

import pytest
from django.db import connection

from lessons.models import GuidePage
from tests.conventions.project import ROOT
from tests.trust.fuzz.battery import FuzzReport, run_battery, sender
from tests.trust.fuzz.grammar import Grammar
from tests.trust.fuzz.target import make_target

pytestmark = pytest.mark.django_db
PARTS = 2  # So that two workers share the work.


def seed_of_the_commit() -> str:
    """Return a seed made from the committed files, the same each time they are tested; random without git."""
    command = ["git", "rev-parse", "HEAD^{tree}"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return told.stdout[:8] or secrets.token_hex(4)


SEED = os.environ.get("TRUST_SEED") or seed_of_the_commit()
REQUESTS = int(os.environ.get("TRUST_REQUESTS", "500"))
# Without TRUST_FROM, each database gets requests of its own.
FIRST = int(os.environ.get("TRUST_FROM", 1 if connection.vendor == "sqlite" else 1 + REQUESTS))


def keep_statuses(report: FuzzReport, part: int) -> None:
    """For `make trust`, which compares the statuses of both databases."""
    if folder := os.environ.get("TRUST_STATUSES"):
        name = f"statuses-{connection.vendor}-{FIRST}-{part}.txt"
        lines = [f"{number} {status}" for number, status in report.statuses.items()]
        (Path(folder) / name).write_text("\n".join([*lines, ""]), encoding="utf-8")


@pytest.mark.parametrize("part", range(PARTS))
def test_no_hostile_request_breaks_the_site(part: int) -> None:
    target = make_target()
    numbers = range(FIRST + part, FIRST + REQUESTS, PARTS)
    report = run_battery(Grammar(SEED, target.addresses).attack, sender(target), SEED, numbers)
    keep_statuses(report, part)
    assert not report.faults, report.told()


def test_the_requests_reach_the_site_and_not_only_its_error_pages() -> None:
    target = make_target()
    attack = Grammar("atteint", target.addresses).attack
    statuses = set(run_battery(attack, sender(target), "atteint", range(1, 300)).statuses.values())
    assert {200, 302, 303, 404, 405, 422} <= statuses
    assert GuidePage.objects.count() == 2, "What a request changed is undone."
