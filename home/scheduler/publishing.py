"""Publishes and unpublishes pages on schedule. A page that fails does not stop the others."""

import logging
from collections.abc import Callable
from functools import partial

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

logger = logging.getLogger(__name__)


def publish_and_withdraw() -> str:
    """Publish and unpublish all due pages. Raises ScheduleError at the end if some of them failed."""
    done = 0
    failed: list[str] = []
    expired = Page.objects.live().filter(expire_at__lt=timezone.now()).order_by("expire_at")
    for page in list(expired):
        done += _guarded(partial(_withdraw, page), str(page), failed)
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at")
    for revision in list(due):
        done += _guarded(partial(_publish, revision), revision.object_str, failed)
    if failed:
        raise ScheduleError(done, failed)
    return f"{done} page(s) publiée(s) ou retirée(s)"


class PartialFailureError(Exception):
    """A part of the task failed, and the rest was done."""


class ScheduleError(PartialFailureError):
    """Some pages could not be published or unpublished; the others were."""

    def __init__(self, done: int, failed: list[str]) -> None:
        super().__init__(f"{done} page(s) faite(s) ; {len(failed)} refusée(s) : {' | '.join(failed)}")


def _withdraw(page: Page) -> None:
    page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish(revision: Revision) -> None:
    revision.publish(log_action="wagtail.publish.scheduled")


def _guarded(action: Callable[[], None], title: str, failed: list[str]) -> bool:
    try:
        with transaction.atomic():
            action()
    except Exception as error:
        # Only information: the runner logs the failed task as an error, once.
        logger.info("Scheduled publishing failed for %s", title, exc_info=True)
        failed.append(f"{title} : {error}")
        return False
    return True
