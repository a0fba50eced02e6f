"""Admin views of guides: messages after each action, and the reason for changes requested by a reviewer."""

from typing import Any

from django.contrib.messages import get_messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import TaskState, WorkflowState

from lessons.models import GuidePage

ASKED_FOR_CHANGES = gettext_lazy("Modifications demandées, l’auteur est prévenu")


class GuideEditView(EditView):
    """Shows the author why changes were requested, and names each action in the terms of guides."""

    def get_template_names(self) -> list[str]:
        wagtails: list[str] = super().get_template_names()
        return (
            ["lessons/quality/edit_guide.html"] if wagtails == ["wagtailadmin/pages/edit.html"] else wagtails
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"refusal": refusal_of(self.page)}

    def form_valid(self, form: Any) -> HttpResponse:
        return add_success_message(self, super().form_valid(form))

    def form_invalid(self, form: Any) -> HttpResponse:
        return add_refusal_message(self, super().form_invalid(form))


class GuideCreateView(CreateView):
    """Names each action on a new guide in the terms of guides."""

    def form_valid(self, form: Any) -> HttpResponse:
        return add_success_message(self, super().form_valid(form))

    def form_invalid(self, form: Any) -> HttpResponse:
        return add_refusal_message(self, super().form_invalid(form))


class GuideReviewView(WorkflowActionView):
    """Approval or rejection in the dialog opened from the administration's home page."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post(request, *args, **kwargs)
        self.task_state.refresh_from_db()
        if self.task_state.status == TaskState.STATUS_REJECTED:
            messages.success(request, f"{ASKED_FOR_CHANGES} : « {self.object.title} ».")
        elif self.task_state.status == TaskState.STATUS_APPROVED:
            self.object.refresh_from_db()
            messages.success(request, f"{_published(self.object)} : « {self.object.title} ».")
        return response


class GuideViewSet(PageViewSet):
    model = GuidePage
    workflow_action_view_class = GuideReviewView
    add_view_class = GuideCreateView
    edit_view_class = GuideEditView


def refusal_of(guide: GuidePage) -> TaskState | None:
    """Return the review that requested changes, with its reason; None once the guide is submitted again."""
    state = guide.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return None
    task_state: TaskState | None = state.current_task_state
    return task_state


def add_success_message(view: Any, response: HttpResponse) -> HttpResponse:
    """Replace Wagtail's message about "the page", unless the response is JSON or shows the form again."""
    sentence = _sentence(view)
    if view.expects_json_response or response.status_code != 302 or sentence is None:
        return response
    buttons = [view.get_edit_message_button()]
    if view.page.live and view.page.url:
        buttons.insert(0, view.get_view_live_message_button())
    _take_back_success(view.request)
    messages.success(
        view.request, f"{sentence} : « {view.page.get_admin_display_title()} ».", buttons=buttons
    )
    return response


def _sentence(view: Any) -> str | None:
    """Return the message for the action; None where Wagtail's is better, such as for a reverted revision."""
    if getattr(view, "is_reverting", False):
        return None
    if view.action_name == "perform_workflow_action" and view.workflow_action == "reject":
        return str(ASKED_FOR_CHANGES)
    if view.action_name in {"publish", "perform_workflow_action"}:
        return _published(view.page)
    return {
        "save": _("Brouillon enregistré"),
        "submit": _("Guide soumis à la relecture"),
        "restart_workflow": _("Relecture recommencée"),
        "cancel_workflow": _("Relecture annulée"),
    }[view.action_name]


def _published(guide: GuidePage) -> str:
    planned = guide.scheduled_revision
    if planned is None:
        return _("Guide publié")
    day = date_format(localtime(planned.approved_go_live_at), "j F Y à H:i")
    return _("Guide à paraître le %(day)s") % {"day": day}


def add_refusal_message(view: Any, response: HttpResponse) -> HttpResponse:
    """List the faults in the message above the form; each is also shown at its field."""
    if view.expects_json_response or not view.form.errors:
        return response
    lines = [str(fault) for fault in getattr(view.form, "faults", [])]
    if not lines:
        lines = [line for name in view.form.errors for line in _lines(view.form, name)]
    reasons = format_html_join("", "<li>{}</li>", ((line,) for line in lines))
    text = _("Rien n’est encore enregistré. À corriger d’abord :")
    # Change Wagtail's message in place: this response already shows it, and messages cannot be removed.
    wagtails = [said for said in get_messages(view.request) if said.level_tag == "error"][-1]
    wagtails.message = format_html("{}<ul>{}</ul>", text, reasons)
    return response


def _lines(form: Any, name: str) -> list[str]:
    if name == NON_FIELD_ERRORS:
        return [str(error) for error in form.non_field_errors()]
    field = form[name]
    if hasattr(field.field, "block"):
        return [_("%(field)s : voyez ce qui est signalé en rouge.") % {"field": field.label}]
    return [f"{field.label} : {error}" for error in field.errors]


def _take_back_success(request: HttpRequest) -> None:
    """Remove success messages, but keep other messages for the page after the redirect."""
    for message in list(get_messages(request)):
        if message.level_tag != "success":
            messages.messages.add_message(request, message.level, message.message, message.extra_tags)
