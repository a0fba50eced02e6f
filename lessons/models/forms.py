"""The form of a guide in the administration."""

from typing import Any

from django.utils.translation import gettext as _

from home.hooks import PUBLICATION_FAULTS_HOOK, answers
from home.page_form import PageForm
from lessons.models.form_errors import show_faults
from lessons.models.prefill import prefill_new_guide

ACTIONS_TOWARDS_THE_PUBLIC = ("action-publish", "action-submit", "action-restart-workflow")


class GuideForm(PageForm):
    """Requires more of a guide that is submitted or published than of a draft."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        if data is None and kwargs["instance"].pk is None:
            prefill_new_guide(kwargs["instance"])
        super().__init__(data, *args, **kwargs)
        if types := self.fields.get("procedure_type"):
            types.queryset = types.queryset.select_related("parent")
        if self.instance.pk and self.instance.live and not self.instance.has_unpublished_changes:
            # The stored note describes the version that is already public.
            self.initial["change_note"] = ""

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self._leaves_the_desk or self.errors:
            return
        if self._is_a_change and not self.instance.change_note.strip():
            self.add_error(
                "change_note",
                _("Ce guide est déjà publié : dites en une phrase ce qui a changé. Le public la lira."),
            )
        for faults in answers(PUBLICATION_FAULTS_HOOK, self.instance):
            show_faults(self, faults)

    @property
    def _leaves_the_desk(self) -> bool:
        approves = (
            "action-workflow-action" in self.data and self.data.get("workflow-action-name") == "approve"
        )
        return approves or any(name in self.data for name in ACTIONS_TOWARDS_THE_PUBLIC)

    @property
    def _is_a_change(self) -> bool:
        is_public = self.instance.pk is not None and self.instance.live
        return is_public and (self.instance.has_unpublished_changes or self.has_changed())
