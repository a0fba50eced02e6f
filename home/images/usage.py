"""Finds where a picture is used, and who may change it: public content changes only through review."""

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
        is_settled: whether it is public, is scheduled for publication or is under review.
    """

    row: Any
    is_settled: bool

    @property
    def title(self) -> str:
        """Its title in the administration."""
        return self.row.get_admin_display_title() if isinstance(self.row, Page) else str(self.row)


def uses_of_image(image: SiteImage) -> list[ImageUse]:
    """Return every page and setting that shows `image`, public or not. An unused picture may be deleted."""
    found: dict[tuple[str, Any], ImageUse] = {}
    for place in (*_in_rows(image), *_in_versions(image)):
        key = (place.row._meta.label, place.row.pk)
        if key not in found or place.is_settled:
            found[key] = place
    return list(found.values())


def uses_closed_to(user: Any, image: SiteImage) -> list[ImageUse]:
    """Return the settled uses of `image` that `user` may not change without review.

    While there are any, this user may not change the image's file.
    """
    return [place for place in uses_of_image(image) if place.is_settled and not _may_change(user, place.row)]


def image_references(row: Model) -> Iterator[tuple[int, str]]:
    """Yield the ID of each picture in `row`, in order, with the path of its field and block.

    Reads the in-memory state of `row`, and queries only child rows that may hold pictures.
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
    """Return the fields that refer to a picture, directly or inside rich text and blocks."""
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
    """Yield uses in database rows, which hold the public state.

    The row of an unpublished page is skipped when the page has a revision: the revision is newer.
    """
    named = (row for row, _references in ReferenceIndex.get_references_to(image).group_by_source_object())
    for row in (*named, *_in_columns(image)):
        is_public = getattr(row, "live", True)
        if is_public or getattr(row, "latest_revision", None) is None:
            yield ImageUse(row, is_public)


def _in_columns(image: SiteImage) -> Iterator[Any]:
    """Yield rows with a foreign key to the picture: Wagtail's reference index does not cover settings."""
    for relation in SiteImage._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel) and relation.related_model is not SiteRendition:
            yield from relation.related_model._default_manager.filter(**{relation.field.name: image})


def _in_versions(image: SiteImage) -> Iterator[ImageUse]:
    """Yield uses in revisions that are newer than the public state or scheduled for publication."""
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
