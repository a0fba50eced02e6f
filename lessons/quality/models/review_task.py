"""The workflow task in which a colleague reviews a page before publication."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState

from home.models import User
from lessons.quality.authorship import is_author_of_changes


class ReviewTask(AbstractGroupApprovalTask):
    """Approval by a member of the groups who wrote none of the changes, whoever submitted them."""

    class Meta:
        verbose_name = _("relecture par une autre personne")
        verbose_name_plural = _("relectures par une autre personne")

    @classmethod
    def get_description(cls) -> str:
        return str(_("Les membres des groupes choisis approuvent, mais jamais leur propre texte."))

    def get_actions(self, obj: Page, user: User) -> list[tuple[str, str, bool]]:
        actions: list[tuple[str, str, bool]] = super().get_actions(obj, user)
        if is_author_of_changes(obj, user):
            return [action for action in actions if action[0] != "approve"]
        return actions

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> QuerySet[TaskState]:
        states: QuerySet[TaskState] = super().get_task_states_user_can_moderate(user, **kwargs)
        own = [
            state.pk
            for state in states.select_related("workflow_state")
            if (page := state.workflow_state.content_object) and is_author_of_changes(page, user)
        ]
        return states.exclude(pk__in=own)

    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> Any:
        if action_name == "approve":
            page = task_state.workflow_state.content_object
            if is_author_of_changes(page, user):
                raise PermissionDenied(_("Une autre personne doit relire votre texte."))
        return super().on_action(task_state, user, action_name, **kwargs)
