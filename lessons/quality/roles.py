"""The three roles of the people who write, and the review that every guide goes through."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.permission_policies.pages import PagePermissionPolicy

from home.models import HomePage
from lessons.models import GuideIndexPage
from lessons.quality.models import ReviewTask

PAGE_POLICY = PagePermissionPolicy(Page)
EDITORS = (
    "add",
    "change",
    "publish",
)  # Whoever has one of these rights on pages sees the screens of quality.

WRITERS, REVIEWERS, ADMINISTRATORS = "Rédacteurs", "Relecteurs", "Administrateurs"
WORKFLOW = "Relecture"
STOCK_GROUPS = {"Editors": WRITERS, "Moderators": REVIEWERS}
STOCK_WORKFLOW = "Moderators approval"
STOCK_TASK_NAME = "Ancienne approbation"
ROOT_TITLE = "Racine"
ACTION_NAMES = {
    "access": "Entrer dans l’administration",
    "add": "Ajouter",
    "bulk": "Supprimer plusieurs à la fois",
    "change": "Modifier",
    "choose": "Choisir",
    "delete": "Supprimer",
    "lock": "Verrouiller",
    "publish": "Publier",
    "unlock": "Déverrouiller",
    "view": "Voir",
}

# Nobody but administrators has "publish": reviewers publish by approving, which the review task allows or not.
PAGE_ACTIONS = {
    WRITERS: ("add_page", "change_page"),
    REVIEWERS: ("add_page", "change_page", "lock_page", "unlock_page"),
    ADMINISTRATORS: (
        "add_page",
        "change_page",
        "publish_page",
        "bulk_delete_page",
        "lock_page",
        "unlock_page",
    ),
}
# A changed word changes every published guide that uses it at once: writers may only add words.
TERM_ACTIONS = {
    WRITERS: ("add",),
    REVIEWERS: ("add", "change", "delete"),
    ADMINISTRATORS: ("add", "change", "delete"),
}
# Sessions ready to copy are published in one click: those who may publish them may do it by that right.
SESSION_ACTIONS = {
    WRITERS: ("add", "change"),
    REVIEWERS: ("add", "change", "delete", "publish"),
    ADMINISTRATORS: ("add", "change", "delete", "publish"),
}
IMAGE_ACTIONS = {
    WRITERS: ("add_image", "change_image", "choose_image"),
    REVIEWERS: ("add_image", "change_image", "choose_image"),
    ADMINISTRATORS: ("add_image", "change_image", "delete_image", "choose_image"),
}
# Accounts are left to superusers: whoever edits accounts can make themselves one.
ADMINISTRATOR_MODELS = (
    ("home", "navigation"),
    ("home", "siteidentity"),
    ("wagtailredirects", "redirect"),
    ("wagtailcore", "collection"),
    ("wagtailcore", "workflow"),
)


@transaction.atomic
def set_up_roles() -> None:
    """Create or put right the groups, their permissions and the review. Safe to run again; needs the catalogue.

    The permissions of the three groups are set exactly: what was added by hand is taken back.
    """
    _adopt_stock_names()
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in PAGE_ACTIONS}
    for name, group in groups.items():
        group.permissions.set(_permissions(name))
        roots = GuideIndexPage.objects.all() if name == WRITERS else HomePage.objects.all()
        _set_page_permissions(group, roots, PAGE_ACTIONS[name])
        _set_image_permissions(group, IMAGE_ACTIONS[name])
    _set_up_review(groups[REVIEWERS], groups[ADMINISTRATORS])


def is_administrator(user: Any) -> bool:
    return bool(user.is_superuser or user.groups.filter(name=ADMINISTRATORS).exists())


def _adopt_stock_names() -> None:
    """Give a French name to what the migrations of Wagtail and Django leave."""
    for stock, name in STOCK_GROUPS.items():
        if not Group.objects.filter(name=name).exists():
            Group.objects.filter(name=stock).update(name=name)
    Page.objects.filter(depth=1, title="Root").update(title=ROOT_TITLE, draft_title=ROOT_TITLE)
    Task.objects.filter(name=STOCK_WORKFLOW).update(name=STOCK_TASK_NAME)
    for permission in Permission.objects.select_related("content_type"):
        action = ACTION_NAMES.get(permission.codename.split("_")[0])
        model = permission.content_type.model_class()
        if action and model is not None:
            name = f"{action} : {model._meta.verbose_name}"
            Permission.objects.filter(pk=permission.pk).exclude(name=name).update(name=name)


def _permissions(name: str) -> list[Permission]:
    found = list(Permission.objects.filter(codename="access_admin", content_type__app_label="wagtailadmin"))
    terms = Permission.objects.filter(content_type__app_label="taxonomy")
    found += [permission for permission in terms if permission.codename.split("_")[0] in TERM_ACTIONS[name]]
    sessions = Permission.objects.filter(
        content_type__app_label="planning", content_type__model="modelsession"
    )
    found += [
        permission for permission in sessions if permission.codename.split("_")[0] in SESSION_ACTIONS[name]
    ]
    if name == ADMINISTRATORS:
        for app_label, model in ADMINISTRATOR_MODELS:
            found += Permission.objects.filter(content_type__app_label=app_label, content_type__model=model)
    return found


def _set_page_permissions(group: Group, pages: Iterable[Page], codenames: Iterable[str]) -> None:
    permissions = Permission.objects.filter(
        content_type__app_label="wagtailcore", content_type__model="page", codename__in=codenames
    )
    kept = [
        GroupPagePermission.objects.get_or_create(group=group, page=page.page_ptr, permission=permission)[
            0
        ].pk
        for page in pages
        for permission in permissions
    ]
    GroupPagePermission.objects.filter(group=group).exclude(pk__in=kept).delete()


def _set_image_permissions(group: Group, codenames: Iterable[str]) -> None:
    root = Collection.get_first_root_node()
    permissions = Permission.objects.filter(content_type__app_label="wagtailimages", codename__in=codenames)
    kept = [
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)[
            0
        ].pk
        for permission in permissions
    ]
    GroupCollectionPermission.objects.filter(group=group).exclude(pk__in=kept).delete()


def _set_up_review(*reviewers: Group) -> None:
    """One workflow with one task, on the whole site; Wagtail's stock approval, which lets authors approve, goes."""
    Workflow.objects.filter(name=STOCK_WORKFLOW).update(name=WORKFLOW)
    workflow, _created = Workflow.objects.get_or_create(name=WORKFLOW, defaults={"active": True})
    task, _created = ReviewTask.objects.get_or_create(name=WORKFLOW)
    task.groups.set(reviewers)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr)
    for stock in GroupApprovalTask.objects.filter(workflow_tasks__workflow=workflow, active=True):
        stock.deactivate()
        WorkflowTask.objects.filter(workflow=workflow, task=stock.task_ptr).delete()
    for home in HomePage.objects.all():
        WorkflowPage.objects.update_or_create(page=home.page_ptr, defaults={"workflow": workflow})
