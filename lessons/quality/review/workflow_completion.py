"""What the end of a review does. Imported by Wagtail while its own models load: imports none."""

from typing import Any


def publish_approved(workflow_state: Any, user: Any = None) -> None:
    """Publish what was approved: the approval is the permission, reviewers have no other one."""
    revision = workflow_state.content_object.get_latest_revision()
    revision.publish(user=user, skip_permission_checks=True)
