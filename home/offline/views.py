"""The service worker script and the offline page."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe
from wagtail.models import Site

from home.hooks import SITE_ARCHIVE_HOOK, answers
from home.models import SiteIdentity
from home.offline.service_worker import OFFLINE_PAGE, service_worker_script


@require_safe
@conditional_page
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """Serve the script. Browsers revalidate it at each visit, so that updates and removal are not late."""
    headers = {"Service-Worker-Allowed": "/"}
    colour = SiteIdentity.read(Site.find_for_request(request)).colour
    script = service_worker_script(settings.OFFLINE, colour)
    return HttpResponse(script, content_type="text/javascript", headers=headers)


@require_safe
@cache_control(no_cache=True)
def offline(request: HttpRequest) -> HttpResponse:
    """List the pages stored on this device. Also shown in place of a page that is not stored."""
    if not settings.OFFLINE:
        raise Http404
    response = render(request, OFFLINE_PAGE, {"kit": next(iter(answers(SITE_ARCHIVE_HOOK)), None)})
    response["X-Robots-Tag"] = "noindex"
    return response
