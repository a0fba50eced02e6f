"""Finds the external links of a guide, and the places that contain them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from lessons.models import GuidePage
from lessons.quality.text_extraction import extract_passages

_HREF = re.compile(r'<a\b[^>]*\bhref="(https?://[^"]+)"')


@dataclass(frozen=True)
class LinkUse:
    """One link of a guide: its URL, its place in French, the id of its step or "", and its field."""

    url: str
    place: str
    step_id: str = ""
    part: str = ""


def links_of(guide: GuidePage) -> list[LinkUse]:
    """Return every external link of `guide`, in the order of its form."""
    found = []
    if guide.official_url:
        place = _("Présentation, adresse de la vraie démarche")
        found.append(LinkUse(guide.official_url, place, part="official_url"))
    for passage in extract_passages(guide):
        found += [
            LinkUse(unescape(url), passage.place, passage.step_id, passage.part)
            for url in _HREF.findall(passage.source)
        ]
    return found


def links_by_site(urls: Iterable[str]) -> Iterator[list[str]]:
    """Yield `urls` without duplicates, grouped by host."""
    sites: dict[str, list[str]] = {}
    for url in dict.fromkeys(urls):
        sites.setdefault(_site_of(url), []).append(url)
    yield from sites.values()


def _site_of(url: str) -> str:
    """Return the host of `url`, or `url` itself when it is malformed."""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return url
