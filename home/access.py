"""Access to pages from views that Wagtail does not serve itself, such as a PDF or a short address."""

from typing import Any

from django.http import Http404, HttpRequest
from wagtail.models import Site

from home.models.visibility import VisiblePageQuerySet


def visible_in_this_site(request: HttpRequest, queryset: VisiblePageQuerySet) -> VisiblePageQuerySet:
    """The pages of `queryset` that anyone may read now, in the site that `request` is for. 404 without a site."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return queryset.visible().in_site_of(site.root_page)


def get_visible_or_404(request: HttpRequest, queryset: VisiblePageQuerySet, **lookup: Any) -> Any:
    """The one page of `queryset` that anyone may read now and that `lookup` finds, else 404.

    It says 404 for a restricted page too: these views serve the public only.
    """
    page = visible_in_this_site(request, queryset).filter(**lookup).first()
    if page is None:
        raise Http404
    return page


def url_path_of(request: HttpRequest, path: str) -> str:
    """Wagtail's `url_path` of the page at `path` in the site of `request` ("guides/x" -> "/home/guides/x/")."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return f"{site.root_page.url_path}{path.strip('/')}/"
