"""Addresses of the administration for one picture."""

from django.urls import path

from home.darkroom import concerns, uploading, views

app_name = "darkroom"
urlpatterns = [
    path("nouvelle/", uploading.upload_picture, name="upload"),
    path("a-verifier/", concerns.picture_concerns, name="concerns"),
    path("<int:image_id>/vue/", concerns.vouch_for_picture, name="vouch"),
    path("<int:image_id>/masquer/", views.mask_picture, name="mask"),
    path("<int:image_id>/dialogue/", views.mask_in_dialog, name="dialog"),
    path("<int:image_id>/voir/", views.picture_to_work_on, name="picture"),
]
