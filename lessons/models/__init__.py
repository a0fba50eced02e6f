"""The tables of guides: their catalogue and the guides. Owns what a guide is; knows nothing of paper."""

from lessons.models.freshness import Freshness, FreshnessState
from lessons.models.guide_index import GuideIndexPage
from lessons.models.guides import CheckedBy, GuidePage, Licence
from lessons.models.querysets import GuideQuerySet
from lessons.models.relations import GuideTag, NextGuide, PrerequisiteGuide
from lessons.search.models import IndexedForm, IndexState, Occurrence

__all__ = [
    "CheckedBy",
    "Freshness",
    "FreshnessState",
    "GuideIndexPage",
    "GuidePage",
    "GuideQuerySet",
    "GuideTag",
    "IndexState",
    "IndexedForm",
    "Licence",
    "NextGuide",
    "Occurrence",
    "PrerequisiteGuide",
]
