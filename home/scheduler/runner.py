"""Runs the due tasks, isolates their failures, and records the results."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from home.hooks import SCHEDULED_TASK_HOOK, ScheduledTask, answers
from home.scheduler.models import TaskRun
from home.scheduler.publishing import PartialFailureError

logger = logging.getLogger(__name__)
STUCK_AFTER = timedelta(hours=2)
FIRST_WAIT, MAX_WAIT = timedelta(minutes=5), timedelta(hours=6)
LATE_AFTER = timedelta(minutes=15)
MAX_MESSAGE_LENGTH = 2_000
TICK = "tick"


def scheduled_tasks() -> list[ScheduledTask]:
    """Return all scheduled tasks of the site, in the order of execution."""
    return list(answers(SCHEDULED_TASK_HOOK))


def tick(tasks: Iterable[ScheduledTask] | None = None, now: datetime | None = None) -> list[str]:
    """Run every task that is due and not running in another process. Returns a French line for each.

    `tasks` defaults to all tasks of the site, and `now` to the current time.
    """
    tasks = scheduled_tasks() if tasks is None else tasks
    now = now or timezone.now()
    run = _row(TICK)
    run.began_at = now
    lines = [f"{task.name} : {_run(task, now)}" for task in tasks if _take(task, now)]
    run.ended_at = timezone.now()
    run.succeeded = not TaskRun.objects.filter(succeeded=False).exclude(name=TICK).exists()
    run.save()
    return lines


def task_facts() -> dict[str, Any]:
    """Return the state of the scheduler for the health page."""
    ended, is_late = last_tick()
    return {
        "taches": {"derniere": ended.isoformat() if ended else None, "en_retard": is_late},
        "taches_en_echec": [run.name for run in failing_tasks()],
    }


def last_tick() -> tuple[datetime | None, bool]:
    """Return when the last tick ended, and whether the next one is late."""
    run = TaskRun.objects.filter(name=TICK).first()
    ended = run.ended_at if run else None
    return ended, ended is None or ended < timezone.now() - LATE_AFTER


def _row(name: str) -> TaskRun:
    return TaskRun.objects.get_or_create(name=name)[0]


def _take(task: ScheduledTask, now: datetime) -> bool:
    """Mark the task as begun if it is due and not running elsewhere, atomically with one query."""
    _row(task.name)
    idle = Q(began_at=None) | Q(ended_at__gte=F("began_at")) | Q(began_at__lt=now - STUCK_AFTER)
    due = Q(began_at=None) | Q(succeeded=True, began_at__lte=now - task.every)
    again = Q(succeeded=False) & (Q(retry_at=None) | Q(retry_at__lte=now))
    return bool(TaskRun.objects.filter(idle & (due | again), name=task.name).update(began_at=now))


def _run(task: ScheduledTask, now: datetime) -> str:
    before = TaskRun.objects.get(name=task.name)
    failures, retry_at = 0, None
    try:
        message = task.run()
    except Exception as error:
        message = f"échec : {error}"[:MAX_MESSAGE_LENGTH]
        failures = before.failures + 1
        retry_at = now + (task.every if isinstance(error, PartialFailureError) else _wait(failures))
        if message != before.message:  # Log the same failure only once.
            logger.exception("The regular task %s failed", task.name)
    TaskRun.objects.filter(name=task.name).update(
        ended_at=max(timezone.now(), now),
        succeeded=not failures,
        failures=failures,
        retry_at=retry_at,
        message=message[:MAX_MESSAGE_LENGTH],
    )
    return message


def _wait(failures: int) -> timedelta:
    return min(FIRST_WAIT * 2 ** min(failures - 1, 10), MAX_WAIT)


def retry_now() -> None:
    """Make failed tasks due at once, after somebody has fixed the cause."""
    TaskRun.objects.filter(succeeded=False).update(retry_at=None)


def failing_tasks() -> list[TaskRun]:
    """Return the tasks whose last run failed."""
    return list(TaskRun.objects.filter(succeeded=False).exclude(name=TICK))
