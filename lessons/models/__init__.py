"""Models of guides and their catalogue. Owns the data of a guide; does not know printed sheets."""

from lessons.models.freshness import Freshness, FreshnessState
from lessons.models.guide_index import GuideIndexPage
from lessons.models.guides import CheckedBy, GuidePage, Licence
from lessons.models.querysets import GuideQuerySet
from lessons.models.relations import GuideTag, NextGuide, PrerequisiteGuide
from lessons.search.models import IndexedForm, Occurrence

__all__ = [
    "CheckedBy",
    "Freshness",
    "FreshnessState",
    "GuideIndexPage",
    "GuidePage",
    "GuideQuerySet",
    "GuideTag",
    "IndexedForm",
    "Licence",
    "NextGuide",
    "Occurrence",
    "PrerequisiteGuide",
]
