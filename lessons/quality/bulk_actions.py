"""Bulk actions on guides: add tags, mark as checked, assign a responsible person."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from taggit.forms import TagField
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Page

from home.accounts.roles import ADMINISTRATORS, REVIEWERS, WRITERS
from home.models import User
from lessons.models import GuidePage
from lessons.quality.freshness import mark_as_checked
from lessons.quality.models import Responsibility

Counts = tuple[int, int]


class GuideBulkAction(PageBulkAction):
    """A bulk action for guides. Other pages are listed apart, like guides that the editor may not edit."""

    form_class: ClassVar[Any] = forms.Form
    template_name = "lessons/quality/bulk_action.html"
    question: ClassVar[Any]
    button: ClassVar[Any]

    def check_perm(self, page: Page) -> bool:
        return page.specific_class is GuidePage and bool(
            page.permissions_for_user(self.request.user).can_edit()
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        texts = {"question": self.question, "button": self.button, "name": self.display_name}
        return {**super().get_context_data(**kwargs), **texts}

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), **self.cleaned_form.cleaned_data}

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return str(_("Fait pour %(count)s guide(s).") % {"count": num_parent_objects})


def _guides(pages: Iterable[Page]) -> Sequence[GuidePage]:
    return list(GuidePage.objects.filter(pk__in=[page.pk for page in pages]))


class CheckGuides(GuideBulkAction):
    display_name = _("Toujours exact")
    aria_label = _("Noter les guides choisis comme vérifiés aujourd’hui")
    action_type = "check_guides"
    action_priority = 10
    question = _("Avez-vous refait ces démarches ? Chaque guide sera noté « vérifié aujourd’hui ».")
    button = _("Toujours exacts aujourd’hui")

    @classmethod
    def execute_action(cls, objects: list[Page], user: Any = None, **kwargs: Any) -> Counts:
        return mark_as_checked(_guides(objects), user), 0


class TagForm(forms.Form):
    tags = TagField(label=_("Étiquettes à ajouter"), help_text=_("Séparées par des virgules."))


class TagGuides(GuideBulkAction):
    """Adds tags to a new revision of each guide; it is published at once only if the user may publish."""

    display_name = _("Étiqueter")
    aria_label = _("Ajouter des étiquettes aux guides choisis")
    action_type = "tag_guides"
    action_priority = 20
    form_class = TagForm
    question = _(
        "Quelles étiquettes ajouter à ces guides ? Elles suivent la relecture, comme tout changement."
    )
    button = _("Ajouter")

    @classmethod
    def execute_action(
        cls, objects: list[Page], user: Any = None, tags: Sequence[str] = (), **kwargs: Any
    ) -> Counts:
        for guide in _guides(objects):
            is_only_live = guide.live and not guide.has_unpublished_changes
            version = guide.get_latest_revision_as_object()
            version.tags.add(*tags)
            revision = version.save_revision(user=user, log_action=True)
            if is_only_live and guide.permissions_for_user(user).can_publish():
                revision.publish(user=user)
        return len(objects), 0


class AssignForm(forms.Form):
    person = forms.ModelChoiceField(
        label=_("Responsable"),
        queryset=User.objects.filter(
            is_active=True, groups__name__in=(WRITERS, REVIEWERS, ADMINISTRATORS)
        ).distinct(),
        help_text=_("Reçoit le courrier de la semaine et les signalements."),
    )


class AssignGuides(GuideBulkAction):
    display_name = _("Confier")
    aria_label = _("Confier les guides choisis à une personne")
    action_type = "assign_guides"
    action_priority = 30
    form_class = AssignForm
    question = _("Qui tient ces guides à jour ?")
    button = _("Confier")

    @classmethod
    def execute_action(cls, objects: list[Page], *, person: User, **kwargs: Any) -> Counts:
        for guide in _guides(objects):
            Responsibility.objects.update_or_create(guide=guide, defaults={"user": person})
        return len(objects), 0
