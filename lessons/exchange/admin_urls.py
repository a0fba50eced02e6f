"""Addresses of the administration by which guides come in and go out."""

from django.urls import path

from lessons.exchange import views

app_name = "exchange"
urlpatterns = [
    path("", views.exchange, name="exchange"),
    path("document/", views.bring_document, name="document"),
    path("fichiers/", views.bring_guide_files, name="files"),
    path("tous/", views.take_all, name="all"),
    path("<int:page_id>/", views.take_guide, name="guide"),
]
