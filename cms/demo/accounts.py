"""Groups of the people who write, and the demo accounts. The accounts exist in development only."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
)

from home.models import HomePage, User
from lessons.models import GuideIndexPage

WRITERS, REVIEWERS = "Rédacteurs", "Relecteurs"
STOCK_GROUPS = {"Editors": WRITERS, "Moderators": REVIEWERS}
STOCK_WORKFLOW, WORKFLOW = "Moderators approval", "Relecture"
TERM_ACTIONS = ("add", "change", "delete", "publish")


@dataclass(frozen=True)
class Account:
    """A demo account: its role in French, the name to log in with, its password in clear."""

    role: str
    username: str
    password: str
    group: str = ""


ACCOUNTS = (
    Account("Administrateur", "admin", "demo-administrateur"),
    Account("Rédacteur", "redacteur", "demo-redacteur", WRITERS),
    Account("Relecteur", "relecteur", "demo-relecteur", REVIEWERS),
)


@transaction.atomic
def ensure_groups() -> None:
    """Give writers the catalogue and reviewers the whole site. Safe to run twice.

    Both manage the words guides are sorted by, and their pictures.
    """
    _adopt_stock_groups()
    writers, _created = Group.objects.get_or_create(name=WRITERS)
    reviewers, _created = Group.objects.get_or_create(name=REVIEWERS)
    for catalogue in GuideIndexPage.objects.all():
        _allow_pages(writers, catalogue, ("add_page", "change_page", "publish_page"))
    for home in HomePage.objects.all():
        _allow_pages(reviewers, home, ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"))
    for group in (writers, reviewers):
        group.permissions.add(Permission.objects.get(codename="access_admin"), *_term_permissions())
        _allow_images(group, ("add_image", "change_image", "choose_image"))


@transaction.atomic
def demo_accounts() -> list[Account]:
    """Make sure that the demo accounts exist; return them, passwords included.

    Raises ImproperlyConfigured outside development, where known passwords would open the site to anyone.
    """
    if not settings.DEBUG:
        raise ImproperlyConfigured("Demo accounts are for development only (DEBUG).")
    for account in ACCOUNTS:
        user, created = User.objects.get_or_create(
            username=account.username,
            defaults={
                "last_name": account.role,
                "email": f"{account.username}@pas-a-pas.example",
                "is_superuser": not account.group,
            },
        )
        if created:
            user.set_password(account.password)
            user.save()
            user.groups.set(Group.objects.filter(name=account.group))
    return list(ACCOUNTS)


def _adopt_stock_groups() -> None:
    """Give a French name, and no right yet, to the groups and the workflow that Wagtail's migrations leave."""
    for stock, name in STOCK_GROUPS.items():
        group = Group.objects.filter(name=stock).first()
        if group and not Group.objects.filter(name=name).exists():
            group.name = name
            group.save()
            group.permissions.clear()
            GroupPagePermission.objects.filter(group=group).delete()
            GroupCollectionPermission.objects.filter(group=group).delete()
    Workflow.objects.filter(name=STOCK_WORKFLOW).update(name=WORKFLOW)
    GroupApprovalTask.objects.filter(name=STOCK_WORKFLOW).update(name=WORKFLOW)


def _allow_pages(group: Group, page: Page, codenames: Iterable[str]) -> None:
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", content_type__model="page", codename__in=codenames
    ):
        GroupPagePermission.objects.get_or_create(group=group, page=page.page_ptr, permission=permission)


def _allow_images(group: Group, codenames: Iterable[str]) -> None:
    root = Collection.get_first_root_node()
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailimages", codename__in=codenames
    ):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _term_permissions() -> list[Permission]:
    """Rights on the words guides are sorted by and on model sessions, to publish them too."""
    permissions = Permission.objects.filter(content_type__app_label="taxonomy") | Permission.objects.filter(
        content_type__app_label="planning", content_type__model="modelsession"
    )
    return [permission for permission in permissions if permission.codename.split("_")[0] in TERM_ACTIONS]
