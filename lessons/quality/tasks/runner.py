"""Runs what is due, each task guarded on its own, and remembers how it went."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q
from django.utils import timezone

from home.images.pending_ocr import read_pending
from lessons.quality.links.checker import check_links
from lessons.quality.models import TaskRun
from lessons.quality.reports.notifications import notify_of_reports
from lessons.quality.tasks.cleanup import delete_expired
from lessons.quality.tasks.schedule import PartialFailureError, publish_and_withdraw
from lessons.quality.tasks.weekly import send_weekly_mails

logger = logging.getLogger(__name__)
STUCK_AFTER = timedelta(hours=2)
FIRST_WAIT, MAX_WAIT = timedelta(minutes=5), timedelta(hours=6)
LATE_AFTER = timedelta(minutes=15)
MAX_MESSAGE_LENGTH = 2_000
TICK = "tick"
READING_SECONDS = 20.0


@dataclass(frozen=True)
class Task:
    """Something done every `every`. `run` says in French what it did and raises when it failed.

    After a failure it waits twice as long each time, from five minutes to six hours; a PartialFailureError makes it wait
    no longer than usual.
    """

    name: str
    every: timedelta
    run: Callable[[], str]


def _check_links() -> str:
    counts = check_links()
    return ", ".join(f"{state} : {count}" for state, count in sorted(counts.items())) or "rien à vérifier"


def _read_pictures() -> str:
    return f"{read_pending(READING_SECONDS)} image(s) lue(s)"


TASKS = (
    Task(
        "lecture", timedelta(0), _read_pictures
    ),  # First: what is read now is known when pages are published.
    Task("publication", timedelta(0), publish_and_withdraw),
    Task("signalements", timedelta(0), notify_of_reports),
    Task("courrier", timedelta(days=7), send_weekly_mails),
    Task("nettoyage", timedelta(days=1), delete_expired),
    Task("liens", timedelta(days=1), _check_links),  # Last: it is the slowest.
)


def tick(tasks: tuple[Task, ...] = TASKS, now: datetime | None = None) -> list[str]:
    """Run every task that is due and that no other process runs. Returns a line for each, in French."""
    now = now or timezone.now()
    run = _row(TICK)
    run.began_at = now
    lines = [f"{task.name} : {_run(task, now)}" for task in tasks if _take(task, now)]
    run.ended_at = timezone.now()
    run.succeeded = not TaskRun.objects.filter(succeeded=False).exclude(name=TICK).exists()
    run.save()
    return lines


def last_tick() -> tuple[datetime | None, bool]:
    """When the last tick ended, and whether the next one is late."""
    run = TaskRun.objects.filter(name=TICK).first()
    ended = run.ended_at if run else None
    return ended, ended is None or ended < timezone.now() - LATE_AFTER


def _row(name: str) -> TaskRun:
    return TaskRun.objects.get_or_create(name=name)[0]


def _take(task: Task, now: datetime) -> bool:
    """Mark the task as begun, unless it is not due or another process has it: one question to the database."""
    _row(task.name)
    idle = Q(began_at=None) | Q(ended_at__gte=F("began_at")) | Q(began_at__lt=now - STUCK_AFTER)
    due = Q(began_at=None) | Q(succeeded=True, began_at__lte=now - task.every)
    again = Q(succeeded=False) & (Q(retry_at=None) | Q(retry_at__lte=now))
    return bool(TaskRun.objects.filter(idle & (due | again), name=task.name).update(began_at=now))


def _run(task: Task, now: datetime) -> str:
    before = TaskRun.objects.get(name=task.name)
    failures, retry_at = 0, None
    try:
        message = task.run()
    except Exception as error:
        message = f"échec : {error}"[:MAX_MESSAGE_LENGTH]
        failures = before.failures + 1
        retry_at = now + (task.every if isinstance(error, PartialFailureError) else _wait(failures))
        if message != before.message:  # Told once, not at every run.
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
    """Make what failed due at once: somebody has mended what was broken."""
    TaskRun.objects.filter(succeeded=False).update(retry_at=None)


def failing_tasks() -> list[TaskRun]:
    """The tasks whose last run failed, for who watches the site."""
    return list(TaskRun.objects.filter(succeeded=False).exclude(name=TICK))
