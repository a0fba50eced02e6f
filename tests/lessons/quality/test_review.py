"""From draft to public: submission, review by another person, rejection with reasons, change notes."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, WorkflowState

from home.models import User
from lessons.models import GuideIndexPage, GuidePage
from lessons.quality.models import Change
from lessons.quality.review.publication_refusal import PublishRefusedError
from tests.factories import GuidePageFactory
from tests.lessons.quality.conftest import post_edit
from tests.support.guide_form import guide_form

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Client]
SUBMIT = {"action-submit": "1"}
PUBLISH = {"action-publish": "1"}


def act(client: Client, guide: GuidePage, action: str, **comment: str) -> Any:
    """Approve or reject in the dialog that the dashboard opens."""
    state = WorkflowState.objects.get(status="in_progress").current_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=(guide.pk, action, state.pk))
    return client.post(address, {"comment": "", **comment})


def fresh(guide: GuidePage) -> GuidePage:
    found: GuidePage = GuidePage.objects.get(pk=guide.pk)
    return found


def test_a_guide_goes_from_draft_to_public_by_way_of_a_colleague(
    as_user: LogIn, writer: User, reviewer: User, draft: GuidePage
) -> None:
    post_edit(as_user(writer), draft, **SUBMIT)
    assert fresh(draft).workflow_in_progress
    act(as_user(reviewer), draft, "approve")
    assert fresh(draft).live
    actions = list(PageLogEntry.objects.filter(page=draft.pk).values_list("action", flat=True))
    for action in ("wagtail.workflow.start", "wagtail.workflow.approve", "wagtail.publish"):
        assert action in actions


def test_a_submission_sends_one_mail_to_each_person(
    as_user: LogIn, writer: User, reviewer: User, administrator: User, draft: GuidePage
) -> None:
    """Whatever their groups, superusers are told once too, and not at all about their own submissions."""
    User.objects.filter(pk=administrator.pk).update(is_superuser=True)
    administrator.groups.add(*reviewer.groups.all())
    post_edit(as_user(writer), draft, **SUBMIT)
    assert sorted(message.to[0] for message in mail.outbox) == [reviewer.email, administrator.email]
    act(as_user(reviewer), draft, "reject", comment="Trop long.")
    mail.outbox.clear()
    post_edit(as_user(administrator), draft, title="Refaire", **SUBMIT)
    assert [message.to for message in mail.outbox] == [[reviewer.email]]


def test_the_mail_says_who_wrote_under_which_role_and_what_its_reader_may_do(
    as_user: LogIn, writer: User, reviewer: User, administrator: User, draft: GuidePage
) -> None:
    post_edit(as_user(reviewer), draft, title="Refaire son passeport")
    post_edit(as_user(writer), draft, title="Renouveler son passeport", **SUBMIT)
    bodies = {message.to[0]: message.body for message in mail.outbox}
    for body in bodies.values():
        assert "« Renouveler son passeport » attend une relecture." in body
        assert f"Soumis par un rédacteur, {writer.get_full_name()}." in body
        assert reverse("wagtailadmin_pages:edit", args=(draft.pk,)) in body
    assert "une autre personne l’approuve" in bodies[reviewer.email]
    assert "publier directement" in bodies[administrator.email]


def test_each_move_sends_a_mail_in_french(
    as_user: LogIn, writer: User, reviewer: User, other_reviewer: User, draft: GuidePage
) -> None:
    post_edit(as_user(writer), draft, **SUBMIT)
    assert {message.subject for message in mail.outbox} == {"À relire : Renouveler son passeport"}
    assert sorted(message.to[0] for message in mail.outbox) == [reviewer.email, other_reviewer.email]
    mail.outbox.clear()
    act(as_user(reviewer), draft, "reject", comment="L’étape 2 est trop longue.")
    assert [message.to for message in mail.outbox] == [[writer.email]]
    assert "Message : L’étape 2 est trop longue." in mail.outbox[0].body
    mail.outbox.clear()
    post_edit(as_user(writer), draft, **SUBMIT)
    mail.outbox.clear()
    act(as_user(reviewer), draft, "approve")
    assert mail.outbox[0].subject == "Approuvé : Renouveler son passeport"
    for message in mail.outbox:
        assert "Hello" not in message.body
        assert "page " not in message.subject


def test_nobody_approves_a_text_they_wrote_whoever_submitted_it(
    as_user: LogIn, writer: User, reviewer: User, other_reviewer: User, draft: GuidePage
) -> None:
    draft.summary = "Un résumé du relecteur."
    draft.save_revision(user=reviewer)
    post_edit(as_user(writer), draft, **SUBMIT)
    act(as_user(reviewer), draft, "approve")
    assert not fresh(draft).live
    editor = as_user(reviewer).get(reverse("wagtailadmin_pages:edit", args=(draft.pk,)))
    assert 'data-workflow-action-name="approve"' not in editor.content.decode()
    act(as_user(other_reviewer), draft, "approve")
    assert fresh(draft).live


def test_correcting_while_reviewing_hands_the_text_to_another_reviewer(
    as_user: LogIn, writer: User, reviewer: User, draft: GuidePage
) -> None:
    post_edit(as_user(writer), draft, **SUBMIT)
    approve = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    post_edit(as_user(reviewer), draft, title="Un titre corrigé", **approve)
    assert not fresh(draft).live


def test_approving_in_the_form_without_touching_a_word_is_no_authorship(
    as_user: LogIn, writer: User, reviewer: User, draft: GuidePage
) -> None:
    post_edit(as_user(writer), draft, **SUBMIT)
    versions = draft.revisions.count()
    approve = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    post_edit(as_user(reviewer), draft, **approve)
    assert fresh(draft).live
    assert draft.revisions.count() == versions + 1  # Wagtail then considers the form changed.


def test_a_reviewer_may_approve_new_changes_to_a_guide_they_once_wrote(
    as_user: LogIn, writer: User, reviewer: User, index: GuideIndexPage
) -> None:
    guide = GuidePageFactory(parent=index, live=False, owner=reviewer)
    guide.save_revision(user=reviewer).publish()
    post_edit(as_user(writer), guide, title="Refaire son passeport", change_note="Nouveau titre.", **SUBMIT)
    act(as_user(reviewer), guide, "approve")
    assert fresh(guide).title == "Refaire son passeport"


FAULTS = {
    "no-step": ({"steps-count": "0"}, "joutez au moins une étape"),
    "no-level": ({"level": ""}, "Champ requis"),
    "personal-data": ({"summary": "Appelez Jean au 06 12 34 56 78."}, "un numéro de téléphone"),
}


@pytest.mark.parametrize("action", ["action-submit", "action-publish"])
@pytest.mark.parametrize(("changes", "reason"), FAULTS.values(), ids=FAULTS.keys())
def test_a_faulty_guide_is_neither_submitted_nor_published_and_the_reasons_are_shown(
    as_user: LogIn, administrator: User, draft: GuidePage, action: str, changes: dict[str, str], reason: str
) -> None:
    response = post_edit(as_user(administrator), draft, **{**changes, action: "1"})
    assert response.status_code == 200
    assert reason in unescape(str(response.context["form"].errors))
    assert not fresh(draft).live
    assert not WorkflowState.objects.exists()


def test_a_faulty_new_guide_is_not_published_either(
    as_user: LogIn, administrator: User, index: GuideIndexPage
) -> None:
    address = reverse("wagtailadmin_pages:add", args=("lessons", "guidepage", index.pk))
    response = as_user(administrator).post(address, guide_form(**{"steps-count": "0"}, **PUBLISH))
    assert "joutez au moins une étape" in unescape(response.content.decode())
    assert not GuidePage.objects.exists()


def test_a_faulty_draft_is_saved(as_user: LogIn, writer: User, draft: GuidePage) -> None:
    assert post_edit(as_user(writer), draft, **{"steps-count": "0"}).status_code == 302


@pytest.fixture
def faulty(index: GuideIndexPage, writer: User) -> GuidePage:
    guide: GuidePage = GuidePageFactory(parent=index, slug="fautif", live=False, steps=[])
    guide.save_revision(user=writer)
    return guide


def messages_of(response: Any) -> str:
    return unescape(" ".join(str(message) for message in get_messages(response.wsgi_request)))


def test_publishing_several_at_once_refuses_all_with_the_reasons(
    as_user: LogIn, administrator: User, draft: GuidePage, faulty: GuidePage
) -> None:
    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    response = as_user(administrator).post(f"{address}?id={draft.pk}&id={faulty.pk}", {})
    assert not fresh(faulty).live
    assert not fresh(draft).live
    assert "ajoutez au moins une étape" in messages_of(response)


def test_approving_a_faulty_text_is_refused_with_the_reasons(
    as_user: LogIn, reviewer: User, writer: User, faulty: GuidePage
) -> None:
    faulty.get_workflow().start(faulty, writer)
    response = act(as_user(reviewer), faulty, "approve")
    assert not fresh(faulty).live
    assert "ajoutez au moins une étape" in messages_of(response)
    assert fresh(faulty).workflow_in_progress


def test_a_schedule_does_not_publish_what_became_faulty(faulty: GuidePage) -> None:
    faulty.go_live_at = timezone.now() - timedelta(minutes=1)
    with pytest.raises(PublishRefusedError):
        faulty.save_revision().publish()
    assert not fresh(faulty).live


def test_changing_a_public_guide_asks_what_changed_and_tells_the_public(
    as_user: LogIn, client: Client, writer: User, reviewer: User, published: GuidePage
) -> None:
    refused = post_edit(as_user(writer), published, title="Refaire son passeport", **SUBMIT)
    assert "dites en une phrase ce qui a changé" in unescape(refused.content.decode())
    note = "Le site officiel a changé d’adresse."
    post_edit(as_user(writer), published, title="Refaire son passeport", change_note=note, **SUBMIT)
    act(as_user(reviewer), published, "approve")
    client.logout()
    html = unescape(client.get(published.url).content.decode())
    assert html.index("Ce qui a changé") < html.index(note)
    assert Change.objects.get().made_on == timezone.localdate()


def test_a_new_guide_has_changed_nothing(
    as_user: LogIn, client: Client, administrator: User, draft: GuidePage
) -> None:
    post_edit(as_user(administrator), draft, change_note="Première version.", **PUBLISH)
    assert "Ce qui a changé" not in unescape(client.get(fresh(draft).url).content.decode())


def test_the_note_of_the_last_version_is_not_offered_again(
    as_user: LogIn, administrator: User, published: GuidePage
) -> None:
    client = as_user(administrator)
    post_edit(client, published, title="Refaire", change_note="Nouveau titre.", **PUBLISH)
    form = client.get(reverse("wagtailadmin_pages:edit", args=(published.pk,))).context["form"]
    assert form["change_note"].value() == ""


def test_a_publication_that_fails_leaves_no_half(
    as_user: LogIn, administrator: User, published: GuidePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = published.revisions.count()

    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("the power is cut")

    monkeypatch.setattr(
        "wagtail.actions.publish_page_revision.PublishPageRevisionAction._after_publish", fail
    )
    with pytest.raises(RuntimeError):
        post_edit(as_user(administrator), published, title="Refaire", change_note="Titre.", **PUBLISH)
    assert fresh(published).title == "Renouveler son passeport"
    assert published.revisions.count() == versions
