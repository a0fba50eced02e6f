"""Panel of failures on the administrators' home page."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from home.models import MailFault
from home.scheduler.runner import failing_tasks


class FailingTasksPanel(Component):
    """Lists scheduled tasks that fail and mail that cannot be sent. Hidden when there are none."""

    name = "faults"
    order = 50
    template_name = "home/failing_tasks_panel.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {
            "heading": _("À réparer"),
            "tasks": failing_tasks(),
            "mail_faults": MailFault.objects.all(),
        }
