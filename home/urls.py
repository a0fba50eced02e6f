"""Addresses of the floor that are not pages."""

from django.urls import path

from home import views

urlpatterns = [
    path("sante/", views.health, name="health"),
    path("media/<path:path>", views.picture_file, name="picture_file"),
]
