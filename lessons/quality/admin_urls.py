"""Addresses of quality inside the administration."""

from django.urls import path
from wagtail.admin.auth import require_admin_access

from lessons.quality.views.panel import CheckOnCreate, CheckOnEdit

NEW_GUIDE = {"content_type_app_name": "lessons", "content_type_model_name": "guidepage"}

urlpatterns = [
    path(
        "qualite/guides/<int:page_id>/controle/",
        require_admin_access(CheckOnEdit.as_view()),
        name="quality_check",
    ),
    path(
        "qualite/nouveau/<int:parent_page_id>/controle/",
        require_admin_access(CheckOnCreate.as_view()),
        NEW_GUIDE,
        name="quality_check_new",
    ),
]
