"""Names and types of the project's hooks, through which a lower layer calls a higher one.

A higher layer registers functions in its `wagtail_hooks` module with Wagtail's `hooks.register(NAME)`. The
lower layer calls them without knowing where they come from. `order=` sets the order of the calls.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page

from home.text.humanize import weight_label

HEALTH_HOOK = "health_facts"  # () -> dict merged into the JSON of `/sante/` for monitoring.
INTEGRITY_HOOK = "integrity_faults"  # () -> French sentences, each about one integrity error.
SCHEDULED_TASK_HOOK = "scheduled_task"  # () -> ScheduledTask, or None when the site does not need it.
MACHINE_TASK_HOOK = "machine_task"  # () -> None; runs on every machine at every tick.
ROLE_PERMISSIONS_HOOK = "role_permissions"  # () -> RolePermissions
WRITABLE_PAGES_HOOK = "writable_pages"  # () -> the pages below which writers may create pages.
ROLES_SET_UP_HOOK = "roles_set_up"  # (groups by name) -> None; runs once each group has its permissions.
SITE_ARCHIVE_HOOK = "site_archive"  # () -> SiteArchive, or None when there is no archive yet.
PAGE_PREVIEW_HOOK = "page_preview"  # () -> PagePreview
HOME_ENTRANCE_HOOK = "home_entrance"  # (request) -> HomeLink, or None when what it leads to does not exist.
HOME_HELPER_HOOK = "home_helper"  # (request) -> HomeLink for people who help, or None likewise.
PUBLICATION_FAULTS_HOOK = "publication_faults"  # (page) -> errors that prevent its publication.


@dataclass(frozen=True)
class ScheduledTask:
    """A task that runs once every `every`. `run` returns a French summary and raises on failure.

    After each failure in a row the delay doubles, from five minutes up to six hours. A PartialFailureError
    (home.scheduler.publishing) keeps the usual delay.
    """

    name: str
    every: timedelta
    run: Callable[[], str]


@dataclass(frozen=True)
class RolePermissions:
    """The permissions of each role on the rows of a model.

    Attributes:
        app_label: the app of the model.
        actions: for each group name, the permitted actions: "add", "change", "delete", "publish", …
        model: lower-case name of the model; None for all models of the app.
    """

    app_label: str
    actions: Mapping[str, tuple[str, ...]]
    model: str | None = None


@dataclass(frozen=True)
class SiteArchive:
    """A downloadable copy of the site at `address`, `size` bytes long, made on `day`."""

    address: str
    day: date
    size: int

    @property
    def weight(self) -> str:
        return weight_label(self.size)


@dataclass(frozen=True)
class HomeLink:
    """A link that another app adds to the home page. All texts are French.

    Attributes:
        title: what it leads to, such as "S’entraîner".
        sentence: what one finds there.
        url: its address.
        drawing: an entrance's file in `static/drawings/`, a helper's in `static/icons/`, without its suffix.
        fact: what there is, such as "18 exercices. Rien n’est envoyé.". Only entrances show it.
    """

    title: str
    sentence: str
    url: str
    drawing: str
    fact: str = ""


@dataclass(frozen=True)
class PagePreview:
    """An additional preview mode in the page editor."""

    name: str
    label: Any
    serve: Callable[[HttpRequest, Page], HttpResponse]


def answers(name: str, *args: Any) -> Iterable[Any]:
    """Call the functions registered for the hook `name`, in order, and yield their results except None."""
    given = (function(*args) for function in hooks.get_hooks(name))
    return (answer for answer in given if answer is not None)
