"""URL patterns of `home`, except pages."""

from django.urls import path
from django.views.generic import RedirectView

from home import views
from home.offline import views as offline

urlpatterns = [
    path("sante/", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security_contact, name="security_contact"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("sw.js", offline.service_worker, name="service_worker"),
    path("hors-ligne/", offline.offline, name="offline"),
    path("media/<path:path>", views.picture_file, name="picture_file"),
    # Replaces Wagtail's public login page, which is in English, with the administration's.
    path("_util/login/", RedirectView.as_view(pattern_name="wagtailadmin_login", query_string=True)),
]
