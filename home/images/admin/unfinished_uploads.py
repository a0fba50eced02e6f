"""Cleans uploads that Wagtail stores while their form is unfinished: they are in the same storage."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.admin.auth import permission_denied
from wagtail.documents import get_document_model
from wagtail.models import UploadedFile
from wagtail.permissions import policy_registry

from home.images.fields import clean_file
from home.images.models import SiteImage

FINISHING_VIEWS = {
    "wagtailimages:create_multiple_from_uploaded_image": SiteImage,
    "wagtaildocs:create_multiple_from_uploaded_document": get_document_model(),
}


class UploadPermissionMiddleware:
    """Refuses to finish an upload without permission to add files: Wagtail 8.0 raises a bare Exception."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        model = FINISHING_VIEWS.get(request.resolver_match.view_name if request.resolver_match else "")
        if model is None or not request.user.has_perm("wagtailadmin.access_admin"):
            return None
        policy = policy_registry.get_by_type(model)
        return None if policy.user_has_permission(request.user, "add") else permission_denied(request)


def delete_unfinished_uploads(sender: type[UploadedFile], instance: UploadedFile, **kwargs: Any) -> None:
    """Receive `pre_save`: clean the file. The form has accepted it already, so it cannot be refused here."""
    is_picture = instance.for_content_type.model_class() is SiteImage
    if is_picture and instance.file and not instance.file._committed:
        instance.file = clean_file(instance.file.file)
