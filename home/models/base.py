"""The abstract base class of all pages of the site."""

from http import HTTPMethod
from typing import Any, ClassVar

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.models import Page, PageViewRestriction
from wagtail.url_routing import RouteResult

from home.caching.memoize import memoize_per_generation
from home.caching.policy import allow_page_cache
from home.page_form import PageForm
from home.visibility import VisiblePageManager, alias_paths, is_inside_its_dates, restricted_paths

# Tells the service worker which responses it may store: pages, but never a search, a form or an error.
OFFLINE_HEADER = "X-Offline"
# Requests the page without its pictures. Any other parameter that pages read requests another page.
PICTURES_PARAMETER = "images"


class BasePage(Page):
    """A page served only within its publication dates; a withdrawn page gets an explanation."""

    base_form_class = PageForm
    allowed_http_methods: ClassVar[list[HTTPMethod]] = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]

    objects: ClassVar[Any] = VisiblePageManager()

    class Meta:
        abstract = True

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was published once and no longer is. Printed addresses then need an explanation."""
        past_its_end = self.live and not is_inside_its_dates(self)
        return self.first_published_at is not None and (not self.live or past_its_end)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Route as Wagtail does, but also by dates; `serve` answers a withdrawn page with 410."""
        if path_components:
            return self.child_called(path_components[0]).route(request, path_components[1:])
        if self.live and is_inside_its_dates(self):
            return RouteResult(self)
        if self.is_withdrawn:
            return RouteResult(self, kwargs={"withdrawn": True})
        raise Http404

    def child_called(self, slug: str) -> Page:
        """Return the child page at `slug`, as its specific class. Raises Http404 when there is none."""
        return _child(self, slug)

    def get_view_restrictions(self) -> Any:
        """Apply Wagtail's rules, but query only for pages in restricted sections and for aliases.

        Wagtail restricts an alias like its original.
        """
        if self.path.startswith(restricted_paths() + alias_paths()):
            return super().get_view_restrictions()
        return PageViewRestriction.objects.none()

    def serve(self, request: HttpRequest, *args: Any, withdrawn: bool = False, **kwargs: Any) -> HttpResponse:
        if withdrawn:
            return TemplateResponse(request, "410.html", status=410)
        response: HttpResponse = allow_page_cache(super().serve(request, *args, **kwargs))
        read = request.GET.keys() & settings.PAGE_PARAMETERS
        if settings.OFFLINE and read <= {PICTURES_PARAMETER}:
            response[OFFLINE_HEADER] = "page"
        return response


@memoize_per_generation
def _child(parent: Page, slug: str) -> Page:
    """Return a child page from the cache: few pages have children, and most requests pass through them."""
    child = parent.get_children().filter(slug=slug).specific().first()
    if child is None:
        raise Http404
    return child
