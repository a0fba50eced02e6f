"""The fields of a guide that search indexes, and their weights."""

from typing import Any

from wagtail.search import index

from lessons.search import weights


def _names(boost: int, *more: Any) -> list[Any]:
    """Search fields for the name of a term and its synonyms."""
    return [index.SearchField("name", boost=boost), index.SearchField("also_said", boost=boost), *more]


guide_search_fields = [
    index.SearchField("title", boost=weights.TITLE),
    index.SearchField("search_words", boost=weights.KEYWORDS),
    index.SearchField("summary", boost=weights.SUMMARY),
    index.SearchField("step_titles", boost=weights.STEP_TITLES),
    index.SearchField("objectives"),
    index.SearchField("prerequisites"),
    index.SearchField("papers"),
    index.SearchField("steps"),
    index.SearchField("checks"),
    index.RelatedFields(
        "procedure_type",
        _names(weights.KEYWORDS, index.RelatedFields("parent", _names(weights.SUMMARY))),
    ),
    index.RelatedFields(
        "official_site", _names(weights.KEYWORDS, index.SearchField("url", boost=weights.KEYWORDS))
    ),
    index.RelatedFields("level", _names(weights.STEP_TITLES)),
    index.RelatedFields("vocabulary", _names(weights.STEP_TITLES)),
    index.RelatedFields("tags", [index.SearchField("name", boost=weights.KEYWORDS)]),
]
