"""Template tags for the lists of the home page: themes, official sites, what is new."""

from typing import Any

from django import template
from django.db.models import Count
from django.template import Context

from home.caching.memoize import memoize_per_generation
from lessons.models import GuideIndexPage, GuidePage, GuideQuerySet
from lessons.quality.guide_news import GuideNews, latest_news
from lessons.taxonomy.models import OfficialSite, ProcedureType
from lessons.templatetags.guide_tags import catalogue, catalogue_address

register = template.Library()

TYPES_OF_THEME = 2


@register.simple_tag(takes_context=True)
def guide_count(context: Context) -> int:
    """Return the number of guides that anyone may read."""
    return _guides(context).count()


@register.simple_tag(takes_context=True)
def guide_themes(context: Context) -> list[dict[str, Any]]:
    """Return the themes that have guides: name, code, URL, and the names of their first types with guides."""
    page = catalogue(context)
    return [
        {
            "name": theme.name,
            "code": theme.code,
            "types": types[:TYPES_OF_THEME],
            "url": catalogue_address(context, demarche=theme.code),
        }
        for theme, types in (_themes(page) if page is not None else ())
    ]


@register.simple_tag(takes_context=True)
def frequent_sites(context: Context, limit: int = 4) -> list[dict[str, str]]:
    """Return the official sites with the most guides: name, and URL of their guides."""
    page = catalogue(context)
    sites = _sites(page)[:limit] if page is not None else ()
    return [{"name": site.name, "url": catalogue_address(context, site=site.code)} for site in sites]


@register.simple_tag(takes_context=True)
def guide_news(context: Context, limit: int = 4) -> list[GuideNews]:
    """Return the guides that are new, changed or checked last, each once with its last event."""
    return latest_news(_guides(context), limit)


def _guides(context: Context) -> GuideQuerySet:
    page = catalogue(context)
    guides: GuideQuerySet = page.guides() if page is not None else GuidePage.objects.none()
    return guides


@memoize_per_generation
def _themes(page: GuideIndexPage) -> tuple[tuple[ProcedureType, list[str]], ...]:
    """Return the themes of a catalogue in their order, each with the names of its types with guides."""
    used = page.guides().values("procedure_type")
    types = ProcedureType.objects.filter(pk__in=used, parent__isnull=False).select_related("parent")
    found: dict[ProcedureType, list[str]] = {}
    for one in sorted(types, key=lambda term: (term.theme.order, term.theme.name)):
        found.setdefault(one.theme, []).append(one.name)
    return tuple(found.items())


@memoize_per_generation
def _sites(page: GuideIndexPage) -> tuple[OfficialSite, ...]:
    """Return the official sites of a catalogue's guides, those with the most guides first."""
    rows = page.guides().filter(official_site__isnull=False).values("official_site").order_by()
    found = {row["official_site"]: row["found"] for row in rows.annotate(found=Count("pk"))}
    sites = OfficialSite.objects.filter(pk__in=found)
    return tuple(sorted(sites, key=lambda site: (-found[site.pk], site.order, site.name)))
