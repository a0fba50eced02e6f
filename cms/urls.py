"""URL patterns of the whole site. Wagtail's pages come last."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from home.http.admin_view_errors import refuse_bad_requests

handler500 = "home.http.error_views.server_error"

_FAILS_ON_PURPOSE = "wagtailadmin_error_test"
_administration = [
    pattern
    for pattern in wagtailadmin_urls.urlpatterns
    if getattr(pattern, "name", None) != _FAILS_ON_PURPOSE
]

urlpatterns = [
    path("administration/", include(decorate_urlpatterns(_administration, refuse_bad_requests))),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("home.urls")),
    path("", include("lessons.urls")),
    path("", include(wagtail_urls)),
]
