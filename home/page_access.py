"""Access checks for views outside Wagtail's page serving, such as a PDF or a short address."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from home.visibility import VisiblePageQuerySet


def visible_in_this_site(request: HttpRequest, queryset: VisiblePageQuerySet) -> VisiblePageQuerySet:
    """Filter `queryset` to the public pages of the request's site. Raises Http404 without a site."""
    return queryset.visible().in_site_of(_site_of(request).root_page)


def get_visible_or_404(request: HttpRequest, queryset: VisiblePageQuerySet, **lookup: Any) -> Any:
    """Return the public page of `queryset` that matches `lookup`. Raises Http404 when there is none.

    A restricted page is also a 404: these views serve the public only.
    """
    page = visible_in_this_site(request, queryset).filter(**lookup).first()
    if page is None:
        raise Http404
    return page


def url_path_of(request: HttpRequest, path: str) -> str:
    """Return Wagtail's `url_path` for `path` in the request's site ("guides/x" -> "/home/guides/x/")."""
    return f"{_site_of(request).root_page.url_path}{path.strip('/')}/"


def _site_of(request: HttpRequest) -> Site:
    site: Site | None = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


def follow_moved_pages(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view below `page_path` so that it redirects when the page has moved.

    Wagtail records the old addresses of pages but redirects only the pages themselves. Only public pages are
    followed, to keep the new address of other pages secret.
    """

    @wraps(view)
    def found_or_moved(request: HttpRequest, page_path: str, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, page_path=page_path, **kwargs)
        except Http404:
            moved = get_redirect(request, Redirect.normalise_path(page_path, decode_unicode=False))
            if moved is None or moved.redirect_page_id is None or request.resolver_match is None:
                raise
            page = get_visible_or_404(request, VisiblePageQuerySet(Page), id=moved.redirect_page_id)
            now = page.url_path.removeprefix(_site_of(request).root_page.url_path).strip("/")
            address = reverse(
                request.resolver_match.view_name, kwargs=kwargs | {"page_path": now}, query=request.GET
            )
            return redirect(address, permanent=moved.is_permanent)

    return found_or_moved
