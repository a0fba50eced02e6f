"""Template tags of the page layout: menus, site identity, icons, typography."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.template import Context
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from wagtail.models import Page, Site

from home.brand_style import BrandLook, admin_look, look_of
from home.caching.memoize import memoize_per_generation
from home.images.logo import HeaderLogo, header_logo
from home.mail_identity import mail_signature
from home.models import Navigation, SiteIdentity, restricted_paths
from home.text.html import trusted_html
from home.text.humanize import day_label
from home.text.typography import add_no_break_spaces_to_html

register = template.Library()

LONG_LOGO = 2.5  # Width of a logo that says the name itself, in parts of its height.
_DRAWING = re.compile(r"<svg\b[^>]*>(.*)</svg>", re.DOTALL)


@dataclass(frozen=True)
class MenuLink:
    """A menu link; `current` is "page" on that very page, "true" on pages below it, else empty."""

    title: str
    url: str
    current: str


@dataclass(frozen=True)
class Town:
    """Who runs the site, as the header shows it."""

    name: str
    logo: HeaderLogo | None

    @property
    def look(self) -> str:
        """The class of what the header shows: without a logo, a phone shows nothing; a long logo says the name."""
        if self.logo is None:
            return "town-without-logo"
        return "town-with-long-logo" if self.logo.width > LONG_LOGO * self.logo.height else "town-with-logo"


@register.inclusion_tag("includes/menu.html", takes_context=True)
def main_menu(context: Context) -> dict[str, Any]:
    return {"links": _menu_links(context, "main_menu")}


@register.inclusion_tag("includes/menu.html", takes_context=True)
def footer_menu(context: Context) -> dict[str, Any]:
    return {"links": _menu_links(context, "footer_menu")}


@register.simple_tag(takes_context=True)
def identity(context: Context) -> SiteIdentity:
    """Return the site's identity; an empty one when no site matches the request."""
    return _identity(Site.find_for_request(context.get("request")))


@register.simple_tag(takes_context=True)
def town(context: Context) -> Town:
    return _town(Site.find_for_request(context.get("request")))


@register.simple_tag(takes_context=True)
def brand_look(context: Context) -> BrandLook:
    """Return what the head of the page says of the colour of its site."""
    return look_of(identity(context).colour)


@register.simple_tag(takes_context=True, name="admin_look")
def admin_look_tag(context: Context) -> SafeString:
    """Return the style that gives the administration the colours of the site at this address."""
    return admin_look(identity(context).colour)


@register.simple_tag
def signature_of(page: Page) -> str:
    """Return the last lines of a message about `page`."""
    return mail_signature(page.get_site())


@register.simple_tag
def offline_is_on() -> bool:
    """Return whether browsers may store pages of this site for offline reading."""
    return bool(settings.OFFLINE)


@register.simple_tag
def icon(name: str, default: str = "") -> SafeString:
    """Inline the icon `static/icons/<name>.svg`, or `default`; hidden from screen readers."""
    inside = _inside_svg(f"icons/{name}.svg") or _inside_svg(f"icons/{default}.svg")
    return format_html('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', inside)


@register.simple_tag
def drawing(name: str) -> SafeString:
    """Inline the drawing `static/drawings/<name>.svg`, as wide as its place; hidden from screen readers."""
    return format_html(
        '<svg viewBox="0 0 320 130" preserveAspectRatio="xMidYMid slice" aria-hidden="true">{}</svg>',
        _inside_svg(f"drawings/{name}.svg"),
    )


@register.filter
def day(value: date) -> str:
    """Format a date in words: "1er novembre 2026"."""
    return day_label(value)


@register.filter
def screen_words(text: Any) -> SafeString:
    """Render rich text with interface words, stored as <code>, in <kbd class="ui">."""
    html = conditional_escape(text).replace("<code>", '<kbd class="ui">').replace("</code>", "</kbd>")
    return trusted_html(add_no_break_spaces_to_html(html))


@lru_cache(maxsize=128)
def _inside_svg(name: str) -> SafeString:
    path = finders.find(name)
    inside = _DRAWING.search(Path(path).read_text(encoding="utf-8")) if path else None
    return trusted_html(inside[1] if inside else "")


def _menu_links(context: Context, menu: str) -> list[MenuLink]:
    request: HttpRequest | None = context.get("request")
    site = Site.find_for_request(request)
    if request is None or site is None:
        return []
    return [MenuLink(title, url, _current(request, url)) for title, url in _shown_links(site, menu)]


@memoize_per_generation
def _identity(site: Site | None) -> SiteIdentity:
    return SiteIdentity.read(site)


@memoize_per_generation
def _town(site: Site | None) -> Town:
    identity = _identity(site)
    return Town(identity.organisation, header_logo(identity.logo))


@memoize_per_generation
def _shown_links(site: Site, menu: str) -> tuple[tuple[str, str], ...]:
    """Return the title and address of each menu link whose target is public now."""
    closed = restricted_paths()
    links = [block.value for block in getattr(Navigation.read(site), menu)]
    return tuple(
        (link.title, link.url)
        for link in links
        if link.is_shown and not (link.get("page") and link["page"].path.startswith(closed))
    )


def _current(request: HttpRequest, url: str) -> str:
    if url == request.path:
        return "page"
    return "true" if url != "/" and request.path.startswith(url) else ""
