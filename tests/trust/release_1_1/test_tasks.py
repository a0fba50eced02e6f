"""Periodic tasks after an upgrade: they know when they last ran, and monitoring reads the same values as
before.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

import time_machine
from django.test import Client

from tests.trust.release_1_1.answers import public, rows
from tests.trust.release_1_1.held import ClientState

# Tasks of later versions run at once. Add their names here.
NEW_TASKS: frozenset[str] = frozenset({"lecture"})


def test_no_task_runs_again_before_its_time(answers: Any, settings: Any, tmp_path: Path) -> None:
    settings.BACKUP_DIR = tmp_path / "sauvegardes"
    assert [name for name in rows.tasks_run_now() if name not in NEW_TASKS] == answers["tasks_run_now"]


def test_their_last_runs_are_kept_under_the_same_names(answers: Any) -> None:
    assert rows.tasks() == answers["tasks"]


def test_a_guide_appears_on_the_day_it_was_planned_for(held: ClientState) -> None:
    address = "/guides/guide-a-venir/"
    assert Client().get(address).status_code == 404
    with time_machine.travel(held.moment + timedelta(hours=3)):
        rows.tasks_run_now()
        assert Client().get(address).status_code == 200


def test_monitors_read_when_they_last_ran(answers: Any) -> None:
    assert public.last_tick() == answers["last_tick"]


def test_monitors_read_the_same_facts(answers: Any, settings: Any, tmp_path: Path) -> None:
    settings.BACKUP_DIR, settings.COPY_DIR = tmp_path / "sauvegardes", tmp_path / "copie"
    now = public.facts_of_health()
    for name, facts in answers["facts_of_health"].items():
        assert set(facts) <= set(now[name]), name
