"""XML sitemap of the public pages."""

from typing import Any

from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from home.models import visible_q


class VisiblePagesSitemap(Sitemap):
    def items(self) -> Any:
        root = self.get_wagtail_site().root_page
        pages = Page.objects.descendant_of(root, inclusive=True).public().filter(visible_q())
        return pages.order_by("path").defer_streamfields().specific()
