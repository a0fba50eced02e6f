"""What waits for one person in the administration: texts to take up again, drafts, reports and guides to check."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from wagtail.models import Page, WorkflowState

from home.accounts.roles import ADMINISTRATORS, REVIEWERS
from home.models import User
from lessons.models import GuidePage
from lessons.quality.freshness import DueGuides, DueStatus, due_guides
from lessons.quality.models import Report


@dataclass(frozen=True)
class ReturnedPage:
    """A page of which a reviewer asked changes, and why."""

    page: Page
    comment: str


@dataclass(frozen=True)
class OpenWork:
    """What waits for a person. `due` and `reports` are those of all guides for whoever reviews.

    Attributes:
        returned: pages that they submitted or own and that came back.
        drafts: pages that they changed last, and that are neither submitted nor public as they are.
        reports: number of reports without an answer.
        due: published guides by status.
    """

    returned: list[ReturnedPage]
    drafts: list[Page]
    reports: int
    due: DueGuides

    @property
    def to_check(self) -> int:
        return self.due.count(DueStatus.LATE) + self.due.count(DueStatus.NEVER)


def reviews(user: User) -> bool:
    """Return whether the whole catalogue is the business of `user`: reviewers and administrators."""
    names = (REVIEWERS, ADMINISTRATORS)
    return user.is_superuser or user.groups.filter(name__in=names).exists()


def open_work_of(user: User, whole_catalogue: bool) -> OpenWork:
    """Return what waits for `user`, in a number of queries that does not grow."""
    states = WorkflowState.objects.active().filter(base_content_type__model="page")
    states = list(states.select_related("current_task_state").order_by("-current_task_state__finished_at"))
    guides = GuidePage.objects.live()
    guides = guides if whole_catalogue else guides.filter(_in_charge(user))
    reports = Report.objects.open()
    return OpenWork(
        returned=_returned(states, user),
        drafts=list(_drafts(states, user)),
        reports=(reports if whole_catalogue else reports.filter(guide__in=guides)).count(),
        due=due_guides(guides),
    )


def _in_charge(user: User) -> Q:
    """The person responsible for a guide, else its author, as in lessons.quality.recipients."""
    return Q(responsibility__user=user) | Q(responsibility=None, owner=user)


def _returned(states: list[WorkflowState], user: User) -> list[ReturnedPage]:
    back = [state for state in states if state.status == WorkflowState.STATUS_NEEDS_CHANGES]
    pages = Page.objects.select_related("latest_revision").in_bulk([int(state.object_id) for state in back])
    return [
        ReturnedPage(page, state.current_task_state.comment if state.current_task_state else "")
        for state in back
        if (page := pages.get(int(state.object_id))) and user.pk in {state.requested_by_id, page.owner_id}
    ]


def _drafts(states: list[WorkflowState], user: User) -> QuerySet[Page]:
    submitted = [int(state.object_id) for state in states]
    changed = Page.objects.filter(has_unpublished_changes=True, latest_revision__user=user, locked=False)
    return (
        changed.exclude(pk__in=submitted)
        .filter(go_live_at=None)
        .select_related("latest_revision")
        .order_by("-latest_revision_created_at")
    )
