"""The Atom feed of new and changed guides: https://www.rfc-editor.org/rfc/rfc4287."""

import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from home.models import SiteIdentity
from home.page_access import visible_in_this_site
from lessons.models import GuideIndexPage, GuidePage

LENGTH = 30
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _xml_text(text: str) -> str:
    """Return `text` without characters that XML 1.0 forbids; pasted text may contain some."""
    return _NOT_IN_XML.sub(" ", text)


class GuidesFeed(Feed):  # type: ignore[type-arg]  # Django's own class takes no argument at run time.
    feed_type = Atom1Feed
    title = _("Pas à pas : les guides nouveaux ou modifiés")
    subtitle = _("Des guides pour aider à faire ses démarches en ligne.")
    language = "fr"

    def get_object(self, request: HttpRequest) -> HttpRequest:
        return request

    def link(self, request: HttpRequest) -> str:
        catalogue = visible_in_this_site(request, GuideIndexPage.objects.all()).first()
        return str(catalogue.full_url) if catalogue else "/"

    def feed_url(self, request: HttpRequest) -> str:
        return reverse("guides_feed")

    def author_name(self, request: HttpRequest) -> str:
        """The organisation that runs the site; Atom requires an author."""
        return _xml_text(
            SiteIdentity.read(Site.find_for_request(request)).organisation or settings.WAGTAIL_SITE_NAME
        )

    def items(self, request: HttpRequest) -> Any:
        guides = visible_in_this_site(request, GuidePage.objects.all()).filter(
            last_published_at__isnull=False
        )
        return guides.for_listing().order_by("-last_published_at", "pk")[:LENGTH]

    def item_title(self, item: GuidePage) -> str:
        return _xml_text(item.title)

    def item_description(self, item: GuidePage) -> str:
        return escape(_xml_text(item.summary))

    def item_link(self, item: GuidePage) -> str:
        return str(item.full_url)

    def item_guid(self, item: GuidePage) -> str:
        """An id that stays the same when the page is renamed or the site moves."""
        return f"urn:uuid:{item.translation_key}"

    def item_pubdate(self, item: GuidePage) -> datetime | None:
        return item.first_published_at

    def item_updateddate(self, item: GuidePage) -> datetime | None:
        return item.last_published_at

    def item_categories(self, item: GuidePage) -> list[str]:
        terms = [item.procedure_type and item.procedure_type.theme, item.procedure_type, item.level]
        return list(dict.fromkeys(_xml_text(term.name) for term in terms if term))
