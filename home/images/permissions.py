"""Permission checks on one picture."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.permissions import policy_registry

from home.images.models import SiteImage


def picture_for(request: HttpRequest, image_id: int, *permissions: str) -> SiteImage:
    """Return the picture if the user has one of `permissions` on it. Raises Http404 or PermissionDenied."""
    image = get_object_or_404(SiteImage, pk=image_id)
    policy = policy_registry.get_by_type(SiteImage)
    if not policy.user_has_any_permission_for_instance(request.user, permissions, image):
        raise PermissionDenied
    return image
