"""Contents of the database that no page shows."""

import json
from collections.abc import Iterator
from io import StringIO
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db.models import ForeignKey, Manager
from django.test import override_settings
from wagtail.models import Page


def rows_of(table: str) -> Manager[Any]:
    """The rows of a table by its name: the model may have moved to another module or app."""
    [model] = [one for one in apps.get_models(include_auto_created=True) if one._meta.db_table == table]
    return model._default_manager


def tasks() -> list[str]:
    """The periodic tasks, by the names under which their last runs are stored."""
    return sorted(rows_of("quality_taskrun").values_list("name", flat=True))


def tasks_run_now() -> list[str]:
    """Run the periodic tasks that are due, except the slow static copy; return their names."""
    said = StringIO()
    with override_settings(COPY_DIR=None):
        call_command("tick", stdout=said)
    return [line.partition(" : ")[0] for line in said.getvalue().splitlines()]


def permissions() -> dict[str, list[str]]:
    """The permissions of each role: general, on pages, on pictures, and in the review."""
    return {group.name: sorted(_permissions_of(group)) for group in Group.objects.order_by("name")}


def _permissions_of(group: Group) -> Iterator[str]:
    for app, codename in group.permissions.values_list("content_type__app_label", "codename"):
        yield f"{app}.{codename}"
    for row in rows_of("wagtailcore_grouppagepermission").filter(group=group):
        yield f"{row.permission.codename} on {row.page.url_path}"
    for row in rows_of("wagtailcore_groupcollectionpermission").filter(group=group):
        yield f"{row.permission.codename} in {row.collection.name}"
    for task in rows_of("quality_reviewtask").filter(groups=group):
        yield f"approves {task.name}"


def fields_of_versions() -> dict[str, list[str]]:
    """The fields of each page, by path, whose value in the latest revision is the same as in the page itself.

    Migrations change tables; revisions are texts that migrations do not change by themselves.
    """
    pages = Page.objects.filter(latest_revision__isnull=False).order_by("path").specific()
    return {page.url_path: _same_fields(page) for page in pages}


def _same_fields(page: Any) -> list[str]:
    version = page.latest_revision.as_object()
    stored, kept = page.serializable_data(), version.serializable_data()
    own = {field.name for field in page._meta.get_fields() if field.name in stored} - _names_of(Page)
    return sorted(name for name in own if _plain(stored[name]) == _plain(kept[name]))


def _names_of(model: Any) -> set[str]:
    return {field.name for field in model._meta.get_fields()}


def _plain(value: Any) -> Any:
    """Blocks are stored as text, in which the order of keys has no meaning."""
    return json.loads(value) if isinstance(value, str) and value.startswith("[") else value


def kinds_in_use() -> list[str]:
    """The known content types that rows of other tables, such as the history, refer to."""
    used = {key for model in apps.get_models() if model is not Permission for key in _kinds_named_by(model)}
    used |= set(Group.objects.values_list("permissions__content_type", flat=True)) - {None}
    kinds = ContentType.objects.filter(pk__in=used)
    return sorted(f"{kind.app_label}.{kind.model}" for kind in kinds if kind.model_class() is not None)


def _kinds_named_by(model: Any) -> set[int]:
    names = [
        field.name
        for field in model._meta.local_fields
        if isinstance(field, ForeignKey) and field.related_model is ContentType
    ]
    return {key for name in names for key in model._default_manager.values_list(name, flat=True) if key}
