"""schema.org data of a guide: https://schema.org/LearningResource and https://schema.org/HowTo."""

import json
from typing import TYPE_CHECKING, Any

from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from home.text.html import trusted_html

if TYPE_CHECKING:
    from lessons.models.guides import GuidePage

# The same escapes as Django's json_script, so that the text cannot close its script element.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def structured_data(page: "GuidePage") -> SafeString:
    """Return the JSON-LD of `page` as text that is safe inside a script element."""
    text = json.dumps(_graph(page), ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return trusted_html(text)


def _graph(page: "GuidePage") -> dict[str, Any]:
    common = {
        "name": page.title,
        "description": page.summary,
        "url": page.full_url,
        "inLanguage": "fr",
        "license": page.licence_url,
        "isAccessibleForFree": True,
        "totalTime": f"PT{page.duration}M",
    }
    return {
        "@context": "https://schema.org",
        "@graph": [_learning_resource(page, common), _how_to(page, common)],
    }


def _learning_resource(page: "GuidePage", common: dict[str, Any]) -> dict[str, Any]:
    resource = {
        **{key: value for key, value in common.items() if key != "totalTime"},
        "@type": "LearningResource",
        "@id": f"{page.full_url}#ressource",
        "timeRequired": f"PT{page.duration}M",
        "learningResourceType": "Guide pas à pas",
        "teaches": [item.value for item in page.objectives],
        "keywords": list(page.related_content.tags),
    }
    if page.level:
        resource["educationalLevel"] = page.level.name
    if page.last_published_at:
        resource["dateModified"] = page.last_published_at.isoformat()
    return resource


def _how_to(page: "GuidePage", common: dict[str, Any]) -> dict[str, Any]:
    return {
        **common,
        "@type": "HowTo",
        "@id": f"{page.full_url}#etapes",
        "supply": [{"@type": "HowToSupply", "name": item.value} for item in page.papers],
        "step": [
            {
                "@type": "HowToStep",
                "position": position,
                "name": step.value["title"],
                "text": strip_tags(step.value["instruction"].source.replace("</p><p>", "</p> <p>")),
                "url": f"{page.full_url}#etape-{step.id}",
            }
            for position, step in enumerate(page.steps, start=1)
        ],
    }
