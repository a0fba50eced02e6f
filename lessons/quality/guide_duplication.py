"""Copies a guide as a variant for another level, in the same family."""

from typing import Any

from django.db import models, transaction
from django.utils.text import slugify

from home.models import User
from lessons.models import GuidePage
from lessons.taxonomy.models import SkillLevel


def levels_without_variant(guide: GuidePage) -> models.QuerySet[SkillLevel]:
    """Return the levels for which the family of `guide` has no guide yet, published or not."""
    root = guide.variant_of_id or guide.pk
    family = GuidePage.objects.filter(models.Q(pk=root) | models.Q(variant_of_id=root))
    taken = [pk for pk in family.values_list("level_id", flat=True) if pk]
    return SkillLevel.objects.exclude(pk__in=taken)


@transaction.atomic
def duplicate_for_level(guide: GuidePage, level: SkillLevel, user: User) -> GuidePage:
    """Return a draft for `level` with the latest content of `guide`, marked as never checked."""
    latest: Any = guide.get_latest_revision_as_object()
    copy: GuidePage = latest.copy(
        update_attrs={
            "slug": _free_slug(guide, level),
            "level": level,
            "variant_of_id": guide.variant_of_id or guide.pk,
            "checked_on": None,
            "checked_by": "",
            "change_note": "",
            "owner": user,
        },
        copy_revisions=False,
        keep_live=False,
        user=user,
    )
    return copy


def _free_slug(guide: GuidePage, level: SkillLevel) -> str:
    base = slugify(f"{guide.slug}-{level.name}")[:240]
    taken = set(GuidePage.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(
        slug for number in range(1, 1000) if (slug := f"{base}-{number}" if number > 1 else base) not in taken
    )
