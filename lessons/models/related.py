"""Terms, tags and other guides that the page of a guide shows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Q

from lessons.models.relations import NextGuide
from lessons.taxonomy.models import Audience, Device, GlossaryTerm, Term, terms

if TYPE_CHECKING:
    from lessons.models.guides import GuidePage

AnyTerm = TypeVar("AnyTerm", bound=Term)


@dataclass(frozen=True)
class RelatedContent:
    """Terms in their own order, and guides of the same site that anyone may read now, in the editor's order.

    Attributes:
        devices: the devices on which the procedure can be done.
        audiences: the audiences of the guide.
        words: the glossary terms that the page explains.
        tags: the names of the tags.
        variants: guides of the same procedure at other levels, the easiest first.
        required: guides to do before this one.
        following: guides to do after this one.
        previous: guides that name this one as the next.
    """

    devices: tuple[Device, ...]
    audiences: tuple[Audience, ...]
    words: tuple[GlossaryTerm, ...]
    tags: tuple[str, ...]
    variants: tuple["GuidePage", ...]
    required: tuple["GuidePage", ...]
    following: tuple["GuidePage", ...]
    previous: tuple["GuidePage", ...]


def related_content(guide: "GuidePage", guides: Any) -> RelatedContent:
    """Return what is related to `guide`, as it is in memory. Related guides come from the queryset `guides`.

    The number of queries does not depend on the number of guides.
    """
    required = [link.guide_id for link in guide.prerequisite_guides.all()]
    following = [link.guide_id for link in guide.next_guides.all()]
    previous = (
        set(NextGuide.objects.filter(guide=guide.pk).values_list("page_id", flat=True)) if guide.pk else set()
    )
    root = guide.variant_of_id or guide.pk
    family = Q(pk=root) | Q(variant_of=root) if root else Q()
    linked = {*required, *following, *previous}
    found = guides.filter(Q(pk__in=linked) | family).exclude(pk=guide.pk).for_listing().by_level()
    by_key = {one.pk: one for one in found} if linked or root else {}
    return RelatedContent(
        devices=_in_their_order(Device, guide.devices),
        audiences=_in_their_order(Audience, guide.audiences),
        words=_in_their_order(GlossaryTerm, guide.vocabulary),
        tags=tuple(tag.name for tag in guide.tags.all()),
        variants=tuple(one for one in by_key.values() if root in {one.pk, one.variant_of_id}),
        required=tuple(by_key[key] for key in required if key in by_key),
        following=tuple(by_key[key] for key in following if key in by_key),
        previous=tuple(one for key, one in by_key.items() if key in previous),
    )


def _in_their_order(model: type[AnyTerm], chosen: Any) -> tuple[AnyTerm, ...]:
    keys = {term.pk for term in chosen.all()}
    return tuple(term for term in terms(model) if term.pk in keys)
