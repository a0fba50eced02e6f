"""User roles: groups with exactly the permissions that each layer of the site declares."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail import hooks
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from home.hooks import (
    ROLE_PERMISSIONS_HOOK,
    ROLES_SET_UP_HOOK,
    WRITABLE_PAGES_HOOK,
    RolePermissions,
    answers,
)
from home.models import HomePage

PAGE_POLICY = PagePermissionPolicy(Page)
# One of these page permissions gives access to the editor screens.
EDITORS = ("add", "change", "publish")

WRITERS, REVIEWERS, ADMINISTRATORS = "Rédacteurs", "Relecteurs", "Administrateurs"
STOCK_GROUPS = {"Editors": WRITERS, "Moderators": REVIEWERS}
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

# Only administrators have "publish": reviewers publish by approving a review task.
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
IMAGE_ACTIONS = {
    WRITERS: ("add_image", "change_image", "choose_image"),
    REVIEWERS: ("add_image", "change_image", "choose_image"),
    ADMINISTRATORS: ("add_image", "change_image", "delete_image", "choose_image"),
}
# Only superusers manage accounts: whoever edits accounts could become a superuser.
ADMINISTRATOR_MODELS = (
    ("home", "navigation"),
    ("home", "siteidentity"),
    ("wagtailredirects", "redirect"),
    ("wagtailcore", "collection"),
    ("wagtailcore", "workflow"),
)


@transaction.atomic
def set_up_roles() -> list[str]:
    """Create or correct the groups and their permissions. May run repeatedly. Returns the group names.

    The permissions of these groups are set exactly: permissions added by hand are removed.
    """
    _adopt_stock_names()
    given: list[RolePermissions] = list(answers(ROLE_PERMISSIONS_HOOK))
    names = dict.fromkeys(chain(PAGE_ACTIONS, *(permissions.actions for permissions in given)))
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in names}
    for name, group in groups.items():
        group.permissions.set(_permissions(name, given))
        _set_page_permissions(group, _roots(name), PAGE_ACTIONS.get(name, ()))
        _set_image_permissions(group, IMAGE_ACTIONS.get(name, ()))
    for set_up in hooks.get_hooks(ROLES_SET_UP_HOOK):
        set_up(groups)
    return list(groups)


def is_administrator(user: Any) -> bool:
    return bool(user.is_superuser or user.groups.filter(name=ADMINISTRATORS).exists())


def _adopt_stock_names() -> None:
    """Rename what the migrations of Wagtail and Django create to French."""
    for stock, name in STOCK_GROUPS.items():
        if not Group.objects.filter(name=name).exists():
            Group.objects.filter(name=stock).update(name=name)
    Page.objects.filter(depth=1, title="Root").update(title=ROOT_TITLE, draft_title=ROOT_TITLE)
    for permission in Permission.objects.select_related("content_type"):
        action = ACTION_NAMES.get(permission.codename.split("_")[0])
        model = permission.content_type.model_class()
        if action and model is not None:
            name = f"{action} : {model._meta.verbose_name}"
            Permission.objects.filter(pk=permission.pk).exclude(name=name).update(name=name)


def _permissions(name: str, given: Iterable[RolePermissions]) -> list[Permission]:
    found = list(Permission.objects.filter(codename="access_admin", content_type__app_label="wagtailadmin"))
    for permissions in given:
        known = Permission.objects.filter(content_type__app_label=permissions.app_label)
        if permissions.model is not None:
            known = known.filter(content_type__model=permissions.model)
        actions = permissions.actions.get(name, ())
        found += [permission for permission in known if permission.codename.split("_")[0] in actions]
    if name == ADMINISTRATORS:
        for app_label, model in ADMINISTRATOR_MODELS:
            found += Permission.objects.filter(content_type__app_label=app_label, content_type__model=model)
    return found


def _roots(name: str) -> Iterable[Page]:
    """Return the pages where a group's permissions begin. For writers, the layers decide."""
    if name == WRITERS:
        return [page for pages in answers(WRITABLE_PAGES_HOOK) for page in pages]
    return HomePage.objects.all()


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
