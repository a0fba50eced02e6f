"""Tells page addresses from those of other views."""

from django.urls import Resolver404, resolve

PAGES = "wagtail_serve"  # Wagtail's route, the last one in the URL configuration.


def leads_to_a_page(path: str) -> bool:
    """Return whether Wagtail serves `path`. A page is unreachable where another view has the same address."""
    try:
        return resolve(path).url_name == PAGES
    except Resolver404:
        return False
