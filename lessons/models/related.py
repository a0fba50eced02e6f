"""What stands around a guide on its page: terms, tags and other guides, asked together."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import CharField, F, IntegerField, Q, Value

from lessons.models.relations import NextGuide, PrerequisiteGuide, TaggedGuide
from lessons.taxonomy.models import Audience, Device, GlossaryTerm, Term, terms

if TYPE_CHECKING:
    from lessons.models.guides import GuidePage

Relation = tuple[int, str]  # Key and name of what is tied.
Relations = dict[str, list[Relation]]  # By kind, in their order.
AnyTerm = TypeVar("AnyTerm", bound=Term)
_TERMS = ("devices", "audiences", "vocabulary")
_LINKS = ("required", "following", "previous")
_HELD_IN_MEMORY = (
    "_cluster_related_objects"  # Where modelcluster keeps the ties of a guide that is being written.
)


@dataclass(frozen=True)
class RelatedContent:
    """Terms in their own order, guides in the editor's. The guides are those that anyone may read now, of the same site.

    Attributes:
        devices: on which the procedure is done.
        audiences: for whom the guide is.
        words: explained on the page.
        tags: their names.
        variants: the same procedure at other levels, the easiest first.
        required: to do before.
        following: to do after.
        previous: those that name this one as the next.
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
    """What stands around `guide`, of the visible `guides`: two queries, whatever it is tied to."""
    is_draft = guide.pk is None or bool(getattr(guide, _HELD_IN_MEMORY, None))
    ties = _written(guide) if is_draft else _stored(guide)
    root = guide.variant_of_id or guide.pk
    linked = {key for kind in _LINKS for key, _name in ties[kind]}
    family = Q(pk=root) | Q(variant_of=root) if root else Q()
    found = guides.filter(Q(pk__in=linked) | family).exclude(pk=guide.pk).for_listing().by_level()
    by_key = {one.pk: one for one in found} if linked or root else {}
    required, following, previous = (
        tuple(by_key[key] for key, _name in ties[kind] if key in by_key) for kind in _LINKS
    )
    return RelatedContent(
        devices=_among(Device, ties["devices"]),
        audiences=_among(Audience, ties["audiences"]),
        words=_among(GlossaryTerm, ties["vocabulary"]),
        tags=tuple(name for _key, name in ties["tags"]),
        variants=tuple(one for one in by_key.values() if root in {one.pk, one.variant_of_id}),
        required=required,
        following=following,
        previous=tuple(one for one in by_key.values() if one in previous),
    )


def _among(model: type[AnyTerm], ties: Iterable[Relation]) -> tuple[AnyTerm, ...]:
    keys = {key for key, _name in ties}
    return tuple(term for term in terms(model) if term.pk in keys)


def _written(guide: "GuidePage") -> Relations:
    """As the editor has them, saved or not; the guides that lead to this one are what they are."""
    held: Relations = {kind: [(term.pk, "") for term in getattr(guide, kind).all()] for kind in _TERMS}
    held["tags"] = [(0, tag.name) for tag in guide.tags.all()]
    held["required"] = [(link.guide_id, "") for link in guide.prerequisite_guides.all()]
    held["following"] = [(link.guide_id, "") for link in guide.next_guides.all()]
    before = NextGuide.objects.filter(guide=guide.pk) if guide.pk else NextGuide.objects.none()
    held["previous"] = [(key, "") for key in before.values_list("page_id", flat=True)]
    return held


def _stored(guide: "GuidePage") -> Relations:
    """As the database has them, in one query of all the tables between."""
    parts = [
        *(_terms_of(guide, kind) for kind in _TERMS),
        _rows("tags", TaggedGuide.objects.filter(content_object=guide), key="tag", name="tag__name"),
        _rows("required", PrerequisiteGuide.objects.filter(page=guide), key="guide", place="sort_order"),
        _rows("following", NextGuide.objects.filter(page=guide), key="guide", place="sort_order"),
        _rows("previous", NextGuide.objects.filter(guide=guide), key="page"),
    ]
    ties: Relations = defaultdict(list)
    for kind, _place, _row, key, name in sorted(parts[0].union(*parts[1:], all=True)):
        ties[kind].append((key, name))
    return ties


def _terms_of(guide: "GuidePage", kind: str) -> Any:
    relation: Any = guide._meta.get_field(kind)
    rows = relation.remote_field.through.objects.filter(**{relation.m2m_field_name(): guide})
    return _rows(kind, rows, key=relation.m2m_reverse_field_name())


def _rows(kind: str, rows: Any, *, key: str, place: str | None = None, name: str | None = None) -> Any:
    """Rows of one table, in columns that all tables have."""
    columns = {
        "tie": Value(kind, CharField()),
        "place": F(place) if place else Value(0, IntegerField()),
        "row": F("pk"),
        "key": F(f"{key}__pk"),
        "called": F(name) if name else Value("", CharField()),
    }
    return rows.order_by().annotate(**columns).values_list(*columns)
