"""Where a picture is shown, and by whom it may therefore be changed: what is public changes only through review."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.auth import get_permission_codename
from django.db.models import ManyToOneRel, Model, Q, TextField
from django.db.models.functions import Cast
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, ReferenceIndex, Revision

from home.images.models import SiteImage, SiteRendition


@dataclass(frozen=True)
class ImageUse:
    """A page or a setting that shows a picture.

    Attributes:
        row: the page or the setting.
        is_settled: whether readers see it, or will without anybody reading it again, or a colleague is reading it.
    """

    row: Any
    is_settled: bool

    @property
    def title(self) -> str:
        """How the administration calls it."""
        return self.row.get_admin_display_title() if isinstance(self.row, Page) else str(self.row)


def uses_of_image(image: SiteImage) -> list[ImageUse]:
    """Everything that shows `image`, public or not; empty when it is free to go."""
    found: dict[tuple[str, Any], ImageUse] = {}
    for place in (*_in_rows(image), *_in_versions(image)):
        key = (place.row._meta.label, place.row.pk)
        if key not in found or place.is_settled:
            found[key] = place
    return list(found.values())


def uses_closed_to(user: Any, image: SiteImage) -> list[ImageUse]:
    """Settled places of `image` that `user` may not change without review: they forbid changing its file."""
    return [place for place in uses_of_image(image) if place.is_settled and not _may_change(user, place.row)]


def image_references(row: Model) -> Iterator[tuple[int, str]]:
    """The number of each picture that `row` names, in its order, with the path of the field and block that does.

    Reads `row` as it is in memory, and asks the database only for rows below it that may hold pictures.
    """
    for field in _fields_for_pictures(type(row)):
        value = field.value_from_object(row)
        if value is None:
            continue
        if field.related_model is SiteImage:
            yield value, field.name
            continue
        for model, key, _kind, path in field.extract_references(value):
            if model is SiteImage:
                yield int(key), f"{field.name}.{path}"
    for relation in get_all_child_relations(row):
        name = relation.get_accessor_name()
        if _fields_for_pictures(relation.related_model):
            for child in getattr(row, name).all():
                yield from ((key, f"{name}.{path}") for key, path in image_references(child))


@cache
def _fields_for_pictures(model: type[Model]) -> list[Any]:
    """The fields that name a picture by themselves or in what editors write."""
    return [
        field
        for field in model._meta.get_fields()
        if hasattr(field, "extract_references") or (field.many_to_one and field.related_model is SiteImage)
    ]


def _may_change(user: Any, row: Any) -> bool:
    if isinstance(row, Page):
        return bool(row.permissions_for_user(user).can_publish())
    options = row._meta
    return bool(user.has_perm(f"{options.app_label}.{get_permission_codename('change', options)}"))


def _in_rows(image: SiteImage) -> Iterator[ImageUse]:
    """A row is what readers see. That of a page that is not public is older than its latest version: left out."""
    named = (row for row, _references in ReferenceIndex.get_references_to(image).group_by_source_object())
    for row in (*named, *_in_columns(image)):
        is_public = getattr(row, "live", True)
        if is_public or getattr(row, "latest_revision", None) is None:
            yield ImageUse(row, is_public)


def _in_columns(image: SiteImage) -> Iterator[Any]:
    """Rows with a column for a picture: Wagtail's index knows nothing of settings."""
    for relation in SiteImage._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel) and relation.related_model is not SiteRendition:
            yield from relation.related_model._default_manager.filter(**{relation.field.name: image})


def _in_versions(image: SiteImage) -> Iterator[ImageUse]:
    """Versions that are newer than what readers see, and versions that wait for their day."""
    newest = Page.objects.filter(Q(live=False) | Q(has_unpublished_changes=True)).values("latest_revision")
    versions: Iterable[Revision] = (
        Revision.objects.filter(Q(pk__in=newest) | Q(approved_go_live_at__isnull=False))
        .annotate(text=Cast("content", TextField()))
        .filter(text__contains=f'": {image.pk}')
    )
    for version in versions:
        row: Any = version.as_object()
        if any(key == image.pk for key, _path in image_references(row)):
            waits = version.approved_go_live_at is not None
            yield ImageUse(row, waits or bool(getattr(row, "workflow_in_progress", False)))
