"""The hooks of the project, with what their functions get and return: how a layer is heard by one below it.

A layer above registers its functions in its `wagtail_hooks` module, with Wagtail's `hooks.register(NAME)`. The layer
below calls them without knowing who answers. `order=` says who is called first.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page

from home.text.humanize import weight_label

HEALTH_HOOK = "health_facts"  # () -> dict of facts for the monitor: keys and values of `/sante/`.
INTEGRITY_HOOK = "integrity_faults"  # () -> sentences about what is damaged, in French.
SCHEDULED_TASK_HOOK = "scheduled_task"  # () -> ScheduledTask, or None where the site does without it.
MACHINE_TASK_HOOK = "machine_task"  # () -> None: what each machine does for itself at every tick.
ROLE_PERMISSIONS_HOOK = "role_permissions"  # () -> RolePermissions
WRITABLE_PAGES_HOOK = "writable_pages"  # () -> the pages below which writers may write.
ROLES_SET_UP_HOOK = "roles_set_up"  # (groups by name) -> None: called once each group has its permissions.
SITE_ARCHIVE_HOOK = "site_archive"  # () -> SiteArchive, or None as long as there is none.
PAGE_PREVIEW_HOOK = "page_preview"  # () -> PagePreview
PUBLICATION_FAULTS_HOOK = "publication_faults"  # (page) -> what prevents it from being published.


@dataclass(frozen=True)
class ScheduledTask:
    """Something done every `every`. `run` says in French what it did and raises when it failed.

    After a failure it waits twice as long each time, from five minutes to six hours; a PartialFailureError
    (home.scheduler.publishing) makes it wait no longer than usual.
    """

    name: str
    every: timedelta
    run: Callable[[], str]


@dataclass(frozen=True)
class RolePermissions:
    """What each role may do with the rows of a model.

    Attributes:
        app_label: of the model.
        actions: by the name of the group, the actions that it may do: "add", "change", "delete", "publish", …
        model: its name in lower case; None for all models of the app.
    """

    app_label: str
    actions: Mapping[str, tuple[str, ...]]
    model: str | None = None


@dataclass(frozen=True)
class SiteArchive:
    """A file at `address`, of `size` bytes, that shows the site as it was on `day`."""

    address: str
    day: date
    size: int

    @property
    def weight(self) -> str:
        return weight_label(self.size)


@dataclass(frozen=True)
class PagePreview:
    """One more way to look at a page that is being written."""

    name: str
    label: Any
    serve: Callable[[HttpRequest, Page], HttpResponse]


def answers(name: str, *args: Any) -> Iterable[Any]:
    """What the functions registered for the hook `name` return, without None, in their order."""
    given = (function(*args) for function in hooks.get_hooks(name))
    return (answer for answer in given if answer is not None)
