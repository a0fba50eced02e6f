"""Runs what is due, each task guarded on its own, and remembers how it went."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q
from django.utils import timezone

from home.darkroom.reading import read_pending
from lessons.quality.links.checking import check_links
from lessons.quality.models import TaskRun
from lessons.quality.reports.telling import tell_of_reports
from lessons.quality.tasks.cleanup import forget
from lessons.quality.tasks.schedule import publish_and_withdraw
from lessons.quality.tasks.weekly import send_weekly_mails

logger = logging.getLogger(__name__)
STUCK_AFTER = timedelta(hours=2)
LATE_AFTER = timedelta(minutes=15)
TICK = "tick"
READING_SECONDS = 20.0


@dataclass(frozen=True)
class Task:
    """Something done every `every`. `run` says in French what it did and raises when it failed."""

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
        "images", timedelta(0), _read_pictures
    ),  # First: what is read now is known when pages are published.
    Task("publication", timedelta(0), publish_and_withdraw),
    Task("signalements", timedelta(0), tell_of_reports),
    Task("courrier", timedelta(days=7), send_weekly_mails),
    Task("nettoyage", timedelta(days=1), forget),
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
    due = Q(began_at=None) | Q(began_at__lte=now - task.every) | Q(succeeded=False)
    return bool(TaskRun.objects.filter(idle & due, name=task.name).update(began_at=now))


def _run(task: Task, now: datetime) -> str:
    try:
        message, succeeded = task.run(), True
    except Exception as error:
        logger.exception("The regular task %s failed", task.name)
        message, succeeded = f"échec : {error}", False
    ended = max(timezone.now(), now)
    TaskRun.objects.filter(name=task.name).update(ended_at=ended, succeeded=succeeded, message=message[:2000])
    return message
