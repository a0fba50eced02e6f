"""What each role may do with guides at every address of the administration: a rédacteur cannot publish at
any.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowState

from home.models import User
from lessons.models import GuideIndexPage, GuidePage
from lessons.quality.models import ReviewTask
from tests.factories import GlossaryTermFactory, GuideIndexPageFactory
from tests.lessons.quality.conftest import post_edit
from tests.support.guide_form import guide_form

# The rows of the module come first: some tests determine their users only when they run.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_key")]
LogIn = Callable[[User], Client]


def public_guides() -> set[str]:
    return set(GuidePage.objects.visible().values_list("title", flat=True))


def bulk(action: str, *pages: Page) -> str:
    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", action))
    return f"{address}?{'&'.join(f'id={page.pk}' for page in pages)}"


def publish_in_the_form(client: Client, draft: GuidePage, published: GuidePage) -> None:
    post_edit(client, draft, **{"action-publish": "1"})
    post_edit(client, published, title="Autre titre", change_note="Titre.", **{"action-publish": "1"})


def publish_a_new_one(client: Client, draft: GuidePage, published: GuidePage) -> None:
    address = reverse("wagtailadmin_pages:add", args=("lessons", "guidepage", draft.get_parent().pk))
    client.post(address, guide_form(title="Neuf", slug="neuf", **{"action-publish": "1"}))


def publish_several(client: Client, draft: GuidePage, published: GuidePage) -> None:
    client.post(bulk("publish", draft, draft.get_parent()), {"include_descendants": "on"})


def unpublish(client: Client, draft: GuidePage, published: GuidePage) -> None:
    client.post(reverse("wagtailadmin_pages:unpublish", args=(published.pk,)))


def unpublish_several(client: Client, draft: GuidePage, published: GuidePage) -> None:
    client.post(bulk("unpublish", published), {"include_descendants": "on"})


def copy_and_publish(client: Client, draft: GuidePage, published: GuidePage) -> None:
    for extra in ({"publish_copies": "on"}, {"alias": "on"}):
        form = {"new_title": "Copie", "new_slug": "copie", "new_parent_page": published.get_parent().pk}
        client.post(reverse("wagtailadmin_pages:copy", args=(published.pk,)), form | extra)
    for copy in GuidePage.objects.filter(slug="copie"):
        assert not copy.live


def move_elsewhere(client: Client, draft: GuidePage, published: GuidePage) -> None:
    other = GuideIndexPageFactory(parent=published.get_parent().get_parent(), slug="autres", live=False)
    client.post(reverse("wagtailadmin_pages:move_confirm", args=(published.pk, other.pk)))
    published.refresh_from_db()
    assert published.get_parent().slug == "guides"


def delete(client: Client, draft: GuidePage, published: GuidePage) -> None:
    client.post(reverse("wagtailadmin_pages:delete", args=(published.pk,)))
    client.post(bulk("delete", published))


def approve_their_own(client: Client, draft: GuidePage, published: GuidePage) -> None:
    post_edit(client, draft, **{"action-submit": "1"})
    state = WorkflowState.objects.get().current_task_state
    form = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    post_edit(client, draft, **form)
    for name in ("workflow_action", "confirm_workflow_cancellation"):
        args = (draft.pk, "approve", state.pk) if name == "workflow_action" else (draft.pk,)
        client.post(reverse(f"wagtailadmin_pages:{name}", args=args))


def bring_forward(client: Client, draft: GuidePage, published: GuidePage) -> None:
    """Schedule, then cancel somebody's schedule."""
    tomorrow = timezone.localtime(timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    post_edit(client, draft, go_live_at=tomorrow, **{"action-publish": "1"})
    assert not draft.revisions.exclude(approved_go_live_at=None).exists()


def restrict(client: Client, draft: GuidePage, published: GuidePage) -> None:
    client.post(
        reverse("wagtailadmin_pages:set_privacy", args=(published.pk,)), {"restriction_type": "login"}
    )


def expire(client: Client, draft: GuidePage, published: GuidePage) -> None:
    yesterday = timezone.localtime(timezone.now() - timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    post_edit(client, published, expire_at=yesterday)


def ask_an_api(client: Client, draft: GuidePage, published: GuidePage) -> None:
    for path in (
        "/api/v2/pages/",
        "/api/v3/pages/",
        f"/administration/api/main/pages/{draft.pk}/action/publish/",
    ):
        client.post(path, {}, content_type="application/json")
    for action in ("publish", "unpublish", "copy", "move", "delete"):
        client.post(f"/administration/api/main/pages/{published.pk}/action/{action}/", {"keep_live": True})


PATHS = [
    publish_in_the_form, publish_a_new_one, publish_several, unpublish, unpublish_several, copy_and_publish,
    move_elsewhere, delete, approve_their_own, bring_forward, restrict, expire, ask_an_api,
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.__name__)
@pytest.mark.parametrize("who", ["writer", "reviewer"])
def test_what_is_public_stays_as_it_is_whatever_they_try_alone(
    request: pytest.FixtureRequest,
    as_user: LogIn,
    draft: GuidePage,
    published: GuidePage,
    who: str,
    path: Callable[[Client, GuidePage, GuidePage], None],
) -> None:
    user = request.getfixturevalue(who)
    draft.save_revision(user=user)
    before = public_guides()
    path(as_user(user), draft, published)
    assert public_guides() == before == {"Renouveler son passeport"}


def test_an_administrator_publishes_and_withdraws(
    as_user: LogIn, administrator: User, draft: GuidePage, published: GuidePage
) -> None:
    client = as_user(administrator)
    post_edit(client, draft, title="Vendre sa voiture", **{"action-publish": "1"})
    assert "Vendre sa voiture" in public_guides()
    unpublish(client, draft, published)
    assert public_guides() == {"Vendre sa voiture"}


@pytest.mark.parametrize(
    ("who", "actions"),
    [
        ("writer", {"add"}),
        ("reviewer", {"add", "edit", "delete"}),
        ("administrator", {"add", "edit", "delete"}),
    ],
)
def test_words_that_stand_on_public_pages_are_changed_by_reviewers(
    request: pytest.FixtureRequest, as_user: LogIn, who: str, actions: set[str]
) -> None:
    term = GlossaryTermFactory()
    client = as_user(request.getfixturevalue(who))
    name = "wagtailsnippets_taxonomy_glossaryterm:{}"
    allowed = {
        action
        for action in ("add", "edit", "delete")
        if client.get(reverse(name.format(action), args=() if action == "add" else (term.pk,))).status_code
        == 200
    }
    assert allowed == actions


@pytest.mark.parametrize("who", ["writer", "reviewer", "administrator"])
def test_nobody_but_a_superuser_touches_accounts_and_rights(
    request: pytest.FixtureRequest, as_user: LogIn, who: str
) -> None:
    client = as_user(request.getfixturevalue(who))
    for path in ("users/", "groups/", "users/new/"):
        assert client.get(f"/administration/{path}").status_code in {302, 403}


def test_setting_up_twice_changes_nothing_and_takes_back_what_was_added_by_hand(
    index: GuideIndexPage,
) -> None:
    writers = Group.objects.get(name="Rédacteurs")
    before = set(writers.page_permissions.values_list("page", "permission__codename"))
    publish = Permission.objects.get(codename="publish_page", content_type__model="page")
    writers.page_permissions.create(page=index.page_ptr, permission=publish)
    call_command("set_up_roles")
    assert set(writers.page_permissions.values_list("page", "permission__codename")) == before
    assert Workflow.objects.count() == ReviewTask.objects.count() == 1
    assert not GroupApprovalTask.objects.filter(active=True).exists()


def test_every_guide_goes_through_the_review(index: GuideIndexPage, draft: GuidePage) -> None:
    assert draft.get_workflow().tasks.get().specific == ReviewTask.objects.get()


def test_a_visitor_is_sent_to_the_login_page(client: Client, draft: GuidePage) -> None:
    responses: list[Any] = [
        client.get(f"/administration/pages/{draft.pk}/edit/"),
        client.post(bulk("publish", draft)),
        post_edit(client, draft, **{"action-publish": "1"}),
    ]
    for response in responses:
        assert response.status_code == 302
        assert "/administration/login/" in response["Location"]
