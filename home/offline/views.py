"""The service worker, and the page that says what this device keeps."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from home.hooks import SITE_ARCHIVE_HOOK, answers
from home.offline.service_worker import OFFLINE_PAGE, service_worker_script


@require_safe
@conditional_page
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """Asked for by browsers at each visit, so that a change, or the order to leave, is never late."""
    headers = {"Service-Worker-Allowed": "/"}
    return HttpResponse(
        service_worker_script(settings.OFFLINE), content_type="text/javascript", headers=headers
    )


@require_safe
@cache_control(no_cache=True)
def offline(request: HttpRequest) -> HttpResponse:
    """What this device keeps, and what stands in the place of a page that it does not keep."""
    if not settings.OFFLINE:
        raise Http404
    response = render(request, OFFLINE_PAGE, {"kit": next(iter(answers(SITE_ARCHIVE_HOOK)), None)})
    response["X-Robots-Tag"] = "noindex"
    return response
