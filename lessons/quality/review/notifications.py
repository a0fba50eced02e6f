"""The mail that says a guide waits for review: one for each person who may read it, each time it is submitted."""

from typing import Any

from wagtail.admin.mail import GroupApprovalTaskStateSubmissionEmailNotifier
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_submitted

from home.models import User
from lessons.quality.authorship import is_author_of_changes
from lessons.quality.freshness import role_of


class ReviewRequestNotifier(GroupApprovalTaskStateSubmissionEmailNotifier):
    """Wagtail's mail to the groups of the task, with who wrote and what its reader may do.

    The whole guide is known to the templates as `page`; `user` is the person who receives the mail.
    """

    def get_context(self, task_state: TaskState, **kwargs: Any) -> dict[str, Any]:
        author = task_state.workflow_state.requested_by
        context: dict[str, Any] = super().get_context(task_state, **kwargs)
        return context | {"author": author, "author_role": role_of(author) if author else None}

    def send_emails(
        self, template_set: dict[str, str], context: dict[str, Any], recipients: set[User], **kwargs: Any
    ) -> bool:
        """Send to each person what they may do: whoever wrote a part of the text reads that a colleague approves."""
        sent = [
            super(ReviewRequestNotifier, self).send_emails(
                template_set, context | may_do(context["page"], recipient), {recipient}, **kwargs
            )
            for recipient in recipients
        ]
        return all(sent)


def may_do(page: Any, user: User) -> dict[str, bool]:
    """What `user` may do with the submitted `page`, as templates of mails ask it."""
    permissions = page.permissions_for_user(user)
    return {"may_publish": permissions.can_publish(), "wrote_it": is_author_of_changes(page, user)}


notify_reviewers = ReviewRequestNotifier()


def notify_nobody(**kwargs: Any) -> None:
    """In place of Wagtail's second mail, about the whole workflow: superusers would get both."""


def connect_notifications() -> None:
    """Connect both under Wagtail's own names, before Wagtail does: it then leaves its own receivers out."""
    task_submitted.connect(
        notify_reviewers, sender=TaskState, dispatch_uid="group_approval_task_submitted_email_notification"
    )
    workflow_submitted.connect(
        notify_nobody, sender=WorkflowState, dispatch_uid="workflow_state_submitted_email_notification"
    )
