"""The workflow of every page: one task, in which a colleague approves."""

from collections.abc import Mapping

from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Task, Workflow, WorkflowPage, WorkflowTask

from home.accounts.roles import ADMINISTRATORS, REVIEWERS
from home.models import HomePage
from lessons.quality.models import ReviewTask

WORKFLOW = "Relecture"
STOCK_WORKFLOW = "Moderators approval"
STOCK_TASK_NAME = "Ancienne approbation"


def set_up_review(groups: Mapping[str, Group]) -> None:
    """Set one workflow with one task for the site; remove Wagtail's default, which lets authors approve."""
    Task.objects.filter(name=STOCK_WORKFLOW).update(name=STOCK_TASK_NAME)
    Workflow.objects.filter(name=STOCK_WORKFLOW).update(name=WORKFLOW)
    workflow, _created = Workflow.objects.get_or_create(name=WORKFLOW, defaults={"active": True})
    task, _created = ReviewTask.objects.get_or_create(name=WORKFLOW)
    task.groups.set([groups[REVIEWERS], groups[ADMINISTRATORS]])
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr)
    for stock in GroupApprovalTask.objects.filter(workflow_tasks__workflow=workflow, active=True):
        stock.deactivate()
        WorkflowTask.objects.filter(workflow=workflow, task=stock.task_ptr).delete()
    for home in HomePage.objects.all():
        WorkflowPage.objects.update_or_create(page=home.page_ptr, defaults={"workflow": workflow})
