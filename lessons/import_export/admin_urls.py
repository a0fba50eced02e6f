"""Admin URLs for the import and export of guides."""

from django.urls import path

from lessons.import_export import views

app_name = "exchange"
urlpatterns = [
    path("", views.import_export_page, name="exchange"),
    path("document/", views.import_document_file, name="document"),
    path("fichiers/", views.import_guide_files, name="files"),
    path("tous/", views.export_all_guides, name="all"),
    path("<int:page_id>/", views.export_one_guide, name="guide"),
]
