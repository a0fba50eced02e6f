"""Renders links to pages in rich text."""

from typing import Any

from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from home.rich_text_widget import is_page_number
from home.visibility import is_inside_its_dates, restricted_paths


class VisiblePageLink(PageLinkHandler):
    """Omits the address of a link to a page that is not public: it would reveal the page's title."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, Any]]) -> list[Page | None]:
        closed = restricted_paths()
        asked = [attrs if is_page_number(attrs.get("id", "")) else {} for attrs in attrs_list]
        return [page if page and _is_visible(page, closed) else None for page in super().get_many(asked)]


def _is_visible(page: Page, closed: tuple[str, ...]) -> bool:
    return bool(page.live and is_inside_its_dates(page) and page.url and not page.path.startswith(closed))
