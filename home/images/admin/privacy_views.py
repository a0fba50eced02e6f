"""Warns about personal data on pictures, and records that a user has checked a picture."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from home.images.models import SiteImage
from home.images.permissions import picture_for

VOUCHED = "home.vouch_for_picture"
MAX_LISTED = 100


@require_safe
@never_cache
def privacy_concerns(request: HttpRequest) -> JsonResponse:
    """Return, for each picture ID in `id`, its French warning (`concern`) and whether it is `vouched` for.

    `reduction`, when present, is the sentence that says how a large picture was scaled down.
    """
    wanted = [pk for pk in request.GET.getlist("id")[:MAX_LISTED] if pk.isdecimal() and len(pk) < 10]
    policy = policy_registry.get_by_type(SiteImage)
    known = policy.instances_user_has_any_permission_for(request.user, ["choose", "change"])
    return JsonResponse({str(image.pk): privacy_data_of(image) for image in known.filter(pk__in=wanted)})


@require_POST
def vouch_for_picture(request: HttpRequest, image_id: int) -> JsonResponse:
    """Record that this user saw no personal data on the picture, or withdraw that statement."""
    image = picture_for(request, image_id, "change", "choose")
    image.vouched = request.POST.get("vouched") == "1"
    image.save(update_fields=["vouched"])
    log(instance=image, action=VOUCHED, user=request.user, data={"vouched": image.vouched})
    return JsonResponse(privacy_data_of(image))


def privacy_data_of(image: SiteImage) -> dict[str, Any]:
    said = {"concern": image.concern, "vouched": image.vouched}
    return said | {"reduction": image.reduction} if image.reduction else said
