"""The abstract page that all pages of the site stand on."""

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

# Tells the service worker which answers it may keep: pages themselves, never a search, a form or an error.
OFFLINE_HEADER = "X-Offline"
# Asks for the same page without its pictures; any other parameter that pages read asks for another page.
PICTURES_PARAMETER = "images"


class BasePage(Page):
    """A page that is served only inside its dates, and says so when it has been withdrawn."""

    base_form_class = PageForm
    allowed_http_methods: ClassVar[list[HTTPMethod]] = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]

    objects: ClassVar[Any] = VisiblePageManager()

    class Meta:
        abstract = True

    @property
    def is_withdrawn(self) -> bool:
        """Published once, and not any more: its address is printed on paper, so it deserves an explanation."""
        past_its_end = self.live and not is_inside_its_dates(self)
        return self.first_published_at is not None and (not self.live or past_its_end)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Wagtail's routing, by the dates as well as by `live`; a withdrawn page is answered by `serve` with 410."""
        if path_components:
            return self.child_called(path_components[0]).route(request, path_components[1:])
        if self.live and is_inside_its_dates(self):
            return RouteResult(self)
        if self.is_withdrawn:
            return RouteResult(self, kwargs={"withdrawn": True})
        raise Http404

    def child_called(self, slug: str) -> Page:
        """The page below this one at `slug`, with its own fields. 404 when there is none."""
        return _child(self, slug)

    def get_view_restrictions(self) -> Any:
        """Wagtail's rules, asked only of pages that are in a restricted section or may be by the page they mirror."""
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
    """A page of the frame: there are few, and visitors go through them to all others."""
    child = parent.get_children().filter(slug=slug).specific().first()
    if child is None:
        raise Http404
    return child
