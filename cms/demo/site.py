"""Builds the demo site's home page, catalogue, plain pages and menus. Existing content is not changed."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from ruamel.yaml import YAML
from wagtail.models import Page, Site

from cms.demo.texts import FOLDER, read_page
from home.models import HomePage, Navigation, PlainPage, SiteIdentity
from lessons.models import GuideIndexPage

DEFAULT_PORTS = {"http": 80, "https": 443}


@transaction.atomic
def build_site() -> HomePage:
    """Create what the demo site lacks, and return its home page. May run repeatedly."""
    data = YAML(typ="safe").load((FOLDER / "site.yaml").read_text(encoding="utf-8"))
    home: HomePage = HomePage.objects.first() or _create_home(data["home"])
    if not home.get_children().filter(slug=data["catalogue"]["slug"]).exists():
        _add(home, GuideIndexPage(**data["catalogue"], show_in_menus=True))
    for slug in data["pages"]:
        if not home.get_children().filter(slug=slug).exists():
            _add(home, _plain_page(slug))
    _furnish(Site.objects.get(is_default_site=True), home, data)
    return home


def _create_home(values: dict[str, Any]) -> HomePage:
    """Create the home page in place of the page that Wagtail's migrations create."""
    root = Page.objects.get(depth=1)
    home: HomePage = _add(root, HomePage(**values))
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname,
            "port": address.port or DEFAULT_PORTS[address.scheme],
            "root_page": home,
            "site_name": settings.WAGTAIL_SITE_NAME,
        },
    )
    root.refresh_from_db()
    for page in root.get_children().exclude(pk=home.pk):
        if page.specific_class is Page:
            page.delete()
    return home


def _add(parent: Page, page: Any) -> Any:
    """Add `page` under `parent` and publish it with a first revision, as an editor would."""
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def _plain_page(slug: str) -> PlainPage:
    text = read_page(slug)
    return PlainPage(slug=slug, title=text.title, introduction=text.introduction, body=text.body)


def _furnish(site: Site, home: HomePage, data: dict[str, Any]) -> None:
    """Set the site identity and menus, unless an administrator has already done so."""
    identity = SiteIdentity.for_site(site)
    if not identity.organisation:
        for name, value in data["identity"].items():
            setattr(identity, name, value)
        identity.save()
    menus = Navigation.for_site(site)
    if not menus.main_menu and not menus.footer_menu:
        menus.main_menu = _menu(home, data["main_menu"])
        menus.footer_menu = _menu(home, data["footer_menu"])
        menus.save()


def _menu(home: HomePage, links: list[dict[str, str]]) -> list[tuple[str, dict[str, Any]]]:
    pages = {page.slug: page for page in home.get_children()}
    return [
        (
            "link",
            {
                "page": pages.get(link.get("page", "")),
                "address": link.get("address", ""),
                "label": link.get("label", ""),
            },
        )
        for link in links
    ]
