"""Which addresses are those of pages."""

from django.urls import Resolver404, resolve

PAGES = "wagtail_serve"  # The name of Wagtail's route, the last one.


def leads_to_a_page(path: str) -> bool:
    """Whether Wagtail answers at `path`. Another part of the site that answers there hides a page of that address."""
    try:
        return resolve(path).url_name == PAGES
    except Resolver404:
        return False
