"""The first page of the administration: what waits for the person who opens it, then the state of the guides."""

from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import (
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.models import Site

from home.models import User
from lessons.models import GuideIndexPage, GuidePage
from lessons.quality.freshness import DueGuides, due_guides
from lessons.quality.models import LinkCheck, LinkState
from lessons.quality.open_work import OpenWork, open_work_of, reviews

HANDED_IN = 80  # Place of what waits for somebody else, after what waits for this person.
SHOWN = 5  # Titles in each list; the number says how many there are.


@dataclass(frozen=True)
class Task:
    """A number of things to do, and where."""

    count: int
    label: str
    address: str


def _label(one: str, several: str, count: int) -> str:
    """Return the words after a number. In French, zero is singular."""
    return ngettext(one, several, max(count, 1))


class ReviewPanel(WorkflowObjectsToModeratePanel):
    """Wagtail's list of pages to review, before the others; it is asked once for what to write and its number."""

    order = 70
    _context: dict[str, Any] | None = None

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        if self._context is None:
            self._context = super().get_context_data(parent_context)
        return self._context


class TasksPanel(Component):
    """What waits for this person, with the button to write a guide. Nothing on the page stands before it but faults."""

    name = "tasks"
    order = 60
    template_name = "lessons/quality/tasks_panel.html"

    def __init__(self, request: HttpRequest, review: ReviewPanel) -> None:
        self.user = cast("User", request.user)  # The administration requires a logged-in user.
        self.review = review
        self.site = Site.find_for_request(request)

    @cached_property
    def catalogue(self) -> GuideIndexPage | None:
        """The first catalogue to which this person may add a guide, one of the site at this address if possible."""
        catalogues = sorted(
            GuideIndexPage.objects.order_by("path"),
            key=lambda page: self.site is None or not page.is_descendant_of(self.site.root_page),
        )
        return next(
            (page for page in catalogues if page.permissions_for_user(self.user).can_add_subpage()),
            None,
        )

    @cached_property
    def reviews(self) -> bool:
        return reviews(self.user)

    @cached_property
    def work(self) -> OpenWork:
        return open_work_of(self.user, whole_catalogue=self.reviews)

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        tasks = self._tasks(parent_context)
        return {
            "catalogue": self.catalogue,
            "waiting": [task for task in tasks if task.count],
            "nothing": [task for task in tasks if not task.count],
            "returned": self.work.returned[:SHOWN],
            "drafts": self.work.drafts[:SHOWN],
        }

    def _tasks(self, parent_context: dict[str, Any]) -> list[Task]:
        work = self.work
        returned, drafts = len(work.returned), len(work.drafts)
        reports, due = work.reports, work.to_check
        tasks = [
            Task(returned, _label("texte à reprendre", "textes à reprendre", returned), "#a-reprendre"),
            Task(drafts, _label("brouillon à finir", "brouillons à finir", drafts), "#brouillons"),
        ]
        if self.reviews:
            waiting = len(self.review.get_context_data(parent_context)["states"])
            place = "#awaiting-review-section"
            tasks.insert(0, Task(waiting, _label("texte à relire", "textes à relire", waiting), place))
        return [
            *tasks,
            Task(
                reports,
                _label("signalement à traiter", "signalements à traiter", reports),
                reverse("quality_inbox"),
            ),
            Task(due, _label("guide à revérifier", "guides à revérifier", due), reverse("freshness_report")),
        ]


class QualityPanel(Component):
    """The guides of the whole catalogue that are due, and the dead links."""

    name = "quality"
    order = 120
    template_name = "lessons/quality/home_panel.html"

    def __init__(self, tasks: TasksPanel) -> None:
        self.tasks = tasks

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        due = self.tasks.work.due if self.tasks.reviews else due_guides()
        return {
            "guides": _first(due),
            "request": parent_context["request"],
            "heading": _("Tenir les guides à jour")
            if self.tasks.reviews
            else _("À revérifier, par toute l’équipe"),
            "dead_links": LinkCheck.objects.filter(state=LinkState.DEAD).count(),
        }


def _first(due: DueGuides) -> list[GuidePage]:
    pks = due.pressing[:SHOWN]
    found = GuidePage.objects.select_related("level", "procedure_type__parent").in_bulk(pks)
    return [found[pk] for pk in pks if pk in found]


def order_panels(request: HttpRequest, panels: list[Component]) -> None:
    """Put what waits for this person first among the panels of the first page, then what they handed in."""
    review = ReviewPanel()
    tasks = TasksPanel(request, review)
    panels[:] = [panel for panel in panels if not isinstance(panel, WorkflowObjectsToModeratePanel)]
    for panel in panels:
        if isinstance(panel, UserObjectsInWorkflowModerationPanel):
            panel.order = HANDED_IN
    panels += [tasks, review, QualityPanel(tasks)]
