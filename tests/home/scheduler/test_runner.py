"""Each periodic task runs independently, when it is due, in one process at a time."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from home.hooks import ScheduledTask
from home.models import TaskRun
from home.scheduler.runner import retry_now, scheduled_tasks, tick

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def task(
    name: str, calls: list[str], *, every: timedelta = timedelta(0), fails: bool = False
) -> ScheduledTask:
    def run() -> str:
        calls.append(name)
        if fails:
            raise RuntimeError("panne")
        return "fait"

    return ScheduledTask(name, every, run)


def test_a_task_that_fails_stops_no_other_and_is_remembered() -> None:
    calls: list[str] = []
    lines = tick((task("un", calls, fails=True), task("deux", calls)))
    assert calls == ["un", "deux"]
    assert lines == ["un : échec : panne", "deux : fait"]
    assert not TaskRun.objects.get(name="un").succeeded
    assert not TaskRun.objects.get(name="tick").succeeded


def test_a_task_runs_when_it_is_due_and_again_at_once_after_a_failure() -> None:
    calls: list[str] = []
    now = timezone.now()
    weekly = task("semaine", calls, every=timedelta(days=7))
    for days in (0, 1, 6, 7, 8):
        tick((weekly,), now + timedelta(days=days))
    assert len(calls) == 2
    failing = task("panne", calls, every=timedelta(days=7), fails=True)
    tick((failing,), now)
    tick((failing,), now + HOUR)
    assert calls.count("panne") == 2


def test_two_processes_do_not_run_the_same_task_but_one_that_died_is_replaced() -> None:
    calls: list[str] = []
    now = timezone.now()
    TaskRun.objects.create(name="un", began_at=now - timedelta(minutes=5), ended_at=now - HOUR)
    tick((task("un", calls),), now)
    assert calls == []
    tick((task("un", calls),), now + 3 * HOUR)
    assert calls == ["un"]


def runs(tasks: tuple[ScheduledTask, ...], calls: list[str], minutes: int) -> list[int]:
    """The minutes, among the next `minutes`, at which a tick every five minutes ran something."""
    start, found = timezone.now(), []
    for minute in range(0, minutes, 5):
        before = len(calls)
        tick(tasks, start + timedelta(minutes=minute))
        if len(calls) > before:
            found.append(minute)
    return found


def test_a_task_that_fails_waits_longer_each_time_and_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    calls: list[str] = []
    assert runs((task("panne", calls, fails=True),), calls, 200) == [0, 5, 15, 35, 75, 155]
    assert [record.message for record in caplog.records] == ["The regular task panne failed"]
    run = TaskRun.objects.get(name="panne")
    assert run.failures == 6
    TaskRun.objects.update(failures=300, retry_at=None)
    tick((task("panne", calls, fails=True),), timezone.now() + HOUR * 10)
    assert TaskRun.objects.get(name="panne").retry_at <= timezone.now() + HOUR * 17
    tick((task("panne", calls),), timezone.now() + HOUR * 20)
    run = TaskRun.objects.get(name="panne")
    assert (run.succeeded, run.failures, run.retry_at) == (True, 0, None)


def test_who_mended_what_was_broken_need_not_wait() -> None:
    calls: list[str] = []
    failing = (task("panne", calls, fails=True),)
    tick(failing)
    tick(failing)
    assert len(calls) == 1
    retry_now()
    tick(failing)
    assert len(calls) == 2


def test_every_regular_task_of_the_site_is_run_in_its_turn(settings: Any, tmp_path: Path) -> None:
    """Tasks are stored by name: two with one name would take each other's turn, and a new name
    starts anew.
    """
    settings.BACKUP_DIR = settings.COPY_DIR = None
    usual = [task.name for task in scheduled_tasks()]
    assert usual == ["lecture", "publication", *sorted(usual[2:-1], key=usual.index), "liens"]
    assert set(usual[2:-1]) == {"signalements", "courrier", "nettoyage", "séances", "pages", "images"}
    settings.BACKUP_DIR = settings.COPY_DIR = tmp_path
    assert [task.name for task in scheduled_tasks()] == [*usual[:-1], "sauvegarde", "liens", "copie"]
