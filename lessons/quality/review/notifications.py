"""Mails that announce a guide for review, to each person who may review it, each time it is submitted."""

from typing import Any

from wagtail.admin.mail import GroupApprovalTaskStateSubmissionEmailNotifier
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_submitted

from home.models import User
from lessons.quality.authorship import is_author_of_changes
from lessons.quality.freshness import role_of


class ReviewRequestNotifier(GroupApprovalTaskStateSubmissionEmailNotifier):
    """Wagtail's mail to the groups of the task, with the author and the permissions of its recipient.

    Templates get the whole guide as `page`; `user` is the recipient of the mail.
    """

    def get_context(self, task_state: TaskState, **kwargs: Any) -> dict[str, Any]:
        author = task_state.workflow_state.requested_by
        context: dict[str, Any] = super().get_context(task_state, **kwargs)
        return context | {"author": author, "author_role": role_of(author) if author else None}

    def send_emails(
        self, template_set: dict[str, str], context: dict[str, Any], recipients: set[User], **kwargs: Any
    ) -> bool:
        """Send each recipient their own mail: an author of the changes reads that a colleague approves."""
        sent = [
            super(ReviewRequestNotifier, self).send_emails(
                template_set, context | may_do(context["page"], recipient), {recipient}, **kwargs
            )
            for recipient in recipients
        ]
        return all(sent)


def may_do(page: Any, user: User) -> dict[str, bool]:
    """Return what `user` may do with the submitted `page`, as context for the mail templates."""
    permissions = page.permissions_for_user(user)
    return {"may_publish": permissions.can_publish(), "wrote_it": is_author_of_changes(page, user)}


notify_reviewers = ReviewRequestNotifier()


def notify_nobody(**kwargs: Any) -> None:
    """Replaces Wagtail's second mail, about the whole workflow, so that superusers do not get two mails."""


def connect_notifications() -> None:
    """Connect both with Wagtail's own `dispatch_uid`s, before Wagtail, so that its receivers are left out."""
    task_submitted.connect(
        notify_reviewers, sender=TaskState, dispatch_uid="group_approval_task_submitted_email_notification"
    )
    workflow_submitted.connect(
        notify_nobody, sender=WorkflowState, dispatch_uid="workflow_state_submitted_email_notification"
    )
