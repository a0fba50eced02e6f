"""Administration URL patterns for one picture."""

from django.urls import path

from home.images.admin import editor_upload_views, privacy_views, views

app_name = "image_editing"
urlpatterns = [
    path("nouvelle/", editor_upload_views.upload_picture, name="upload"),
    path("a-verifier/", privacy_views.privacy_concerns, name="concerns"),
    path("<int:image_id>/vue/", privacy_views.vouch_for_picture, name="vouch"),
    path("<int:image_id>/masquer/", views.mask_picture, name="mask"),
    path("<int:image_id>/dialogue/", views.mask_in_dialog, name="dialog"),
    path("<int:image_id>/voir/", views.picture_to_work_on, name="picture"),
]
