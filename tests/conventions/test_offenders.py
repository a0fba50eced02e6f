"""A rule for many things fails for each one that breaks it, and when there is nothing to check."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client

from tests.conventions.offenders import Checks, assert_none


def test_a_failure_says_what_to_do_and_names_every_offender() -> None:
    with pytest.raises(AssertionError, match=r"^Repair these\.\n- one\n- two$"):
        assert_none(["one", "two"], "Repair these.")


def test_a_check_that_raises_does_not_stop_the_next() -> None:
    checks = Checks()
    for number in range(3):
        with checks.of(f"1 / {number - 1}"):
            assert 1 / (number - 1) < 1, "too much"
    with pytest.raises(
        AssertionError, match=r"^Repair\.\n- 1 / 0: ZeroDivisionError: .*\n- 1 / 1: too much$"
    ):
        checks.assert_none_failed("Repair.")


def test_a_rule_with_nothing_to_check_fails() -> None:
    with pytest.raises(AssertionError, match="nothing to check"):
        Checks().assert_none_failed("Repair.")


@pytest.mark.django_db
def test_a_visit_leaves_nothing_to_the_next() -> None:
    checks, visitors = Checks(), set[Client]()
    for query in ("SELECT 1", "SELECT absent"):
        with checks.visit(query) as client:
            visitors.add(client)
            Group.objects.create(name="Des visiteurs")
            connection.cursor().execute(query)
    assert not Group.objects.filter(name="Des visiteurs").exists()
    assert len(visitors) == 2
    with pytest.raises(AssertionError, match=r"^Repair\.\n- SELECT absent: [^\n]*$"):
        checks.assert_none_failed("Repair.")
