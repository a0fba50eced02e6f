"""Accepts a picture that was pasted or dropped into a guide, through the usual picture form."""

import hashlib
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.images.forms import get_image_form
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from home.images.models import SiteImage

PREVIEW = "max-165x165"


@require_POST
def upload_picture(request: HttpRequest) -> JsonResponse:
    """Store the picture in `file`. Return the chooser's data, or `error`, one French sentence."""
    policy = policy_registry.get_by_type(SiteImage)
    if not policy.user_has_permission(request.user, "add"):
        raise PermissionDenied
    form = _form(request, policy)
    if not form.is_valid():
        sentences = [sentence for errors in form.errors.values() for sentence in errors]
        return JsonResponse({"error": " ".join(sentences)}, status=422)
    image = _same_picture(request, form.cleaned_data["file"].read(), policy) or _save(request, form)
    return JsonResponse(chosen(image))


def chosen(image: SiteImage) -> dict[str, Any]:
    """Return the JSON data of `image` in the format of Wagtail's chooser views."""
    preview = image.get_rendition(PREVIEW)
    return {
        "id": str(image.pk),
        "title": image.title,
        "edit_url": reverse("wagtailimages:edit", args=(image.pk,)),
        "preview": {"url": preview.url, "width": preview.width, "height": preview.height},
        "default_alt_text": image.default_alt_text,
        "reduction": image.reduction,
    }


def _form(request: HttpRequest, policy: Any) -> Any:
    collections = policy.collections_user_has_permission_for(request.user, "add")
    first = collections.order_by("path").values_list("pk", flat=True).first()
    title = request.POST.get("title", "").strip()[:255] or _("Capture d’écran")
    uploader: Any = request.user  # The administration requires login.
    return get_image_form(SiteImage)(
        {"title": title, "collection": first},
        request.FILES,
        instance=SiteImage(uploaded_by_user=uploader),
        user=uploader,
    )


def _same_picture(request: HttpRequest, content: bytes, policy: Any) -> SiteImage | None:
    """Return an identical picture that the site already has and that this user may choose."""
    known = policy.instances_user_has_any_permission_for(request.user, ["choose"])
    same: SiteImage | None = known.filter(
        file_hash=hashlib.sha1(content, usedforsecurity=False).hexdigest()
    ).first()
    return same


def _save(request: HttpRequest, form: Any) -> SiteImage:
    form.cleaned_data["file"].seek(0)
    image: SiteImage = form.save()
    log(instance=image, action="wagtail.create", user=request.user)
    return image
