"""Views to mask and crop one picture, on a separate page or in a dialog over a guide."""

from tempfile import SpooledTemporaryFile
from typing import Any

from django.contrib.messages import success, warning
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.images.models import Filter, SourceImageIOError

from home.images.admin.editor_upload_views import chosen
from home.images.admin.forms import BoxForm, Masks, boxes_of
from home.images.admin.js_strings import BOX_WORDS
from home.images.editing import PictureChange, PictureChangeError, change_picture, may_be_cut
from home.images.models import SiteImage
from home.images.permissions import picture_for

WORK_SIZE = "min-1000x1000"  # Applies to the short side, so that a tall screenshot stays readable.


@require_http_methods(["GET", "HEAD", "POST"])
def mask_picture(request: HttpRequest, image_id: int) -> HttpResponse:
    """Mask and crop a picture permanently, then redirect back."""
    image = picture_for(request, image_id, "change")
    change, context = _work(request, image)
    following = get_valid_next_url_from_request(request)
    if change:
        tell = warning if change.left else success
        advice = _("Choisissez-la dans votre guide.") if change.is_new else ""
        tell(request, f"{change.sentence} {advice}".strip())
        return redirect(following or reverse("wagtailimages:edit", args=(change.image.pk,)))
    back = following or reverse("wagtailimages:edit", args=(image.pk,))
    context |= {"next": following, "back": back, "words": BOX_WORDS, "breadcrumbs_items": _breadcrumbs(image)}
    return render(request, "home/images/mask.html", context, status=context["status"])


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def mask_in_dialog(request: HttpRequest, image_id: int) -> HttpResponse:
    """Serve the form for a dialog. After a change, return JSON for the guide that is being edited."""
    image = picture_for(request, image_id, "change")
    change, context = _work(request, image)
    if not change:
        context["in_dialog"] = True
        return render(request, "home/images/mask_form.html", context, status=context["status"])
    frame = change.frame
    return JsonResponse(
        {
            "source": chosen(change.source) | {"stem": change.source.stem},
            "picture": chosen(change.image) | {"stem": change.image.stem},
            "frame": frame and {"x": frame.x, "y": frame.y, "width": frame.width, "height": frame.height},
            "sentence": change.sentence,
        }
    )


@require_safe
@never_cache
def picture_to_work_on(request: HttpRequest, image_id: int) -> FileResponse:
    """Serve the picture at a size fit for masking. It is generated for each request and never stored."""
    image = picture_for(request, image_id, "change", "choose")
    file = SpooledTemporaryFile(max_size=5 * 1024**2)  # noqa: SIM115  The response closes it.
    try:
        made = Filter(WORK_SIZE).run(image, file)
    except SourceImageIOError as fault:  # The file is lost, or was replaced since the row was read.
        file.close()
        raise Http404 from fault
    file.seek(0)
    return FileResponse(file, content_type=made.mime_type)


def _work(request: HttpRequest, image: SiteImage) -> tuple[PictureChange | None, dict[str, Any]]:
    """Apply the form and return the change, or return None and the context of a form with its errors."""
    masks = Masks(request.POST or None, prefix="mask")
    crop = BoxForm(request.POST or None, prefix="crop")
    sentence = ""
    if request.method == "POST" and masks.is_valid() and crop.is_valid():
        try:
            if request.POST.get("stem") != image.stem:
                raise PictureChangeError(
                    _("Quelqu’un vient de modifier cette image. Regardez-la, puis recommencez.")
                )
            return change_picture(image, boxes_of(masks), crop.box, request.user), {}
        except PictureChangeError as fault:
            sentence = str(fault)
    context = {"image": image, "masks": masks, "crop": crop, "sentence": sentence}
    context |= {"is_cut": may_be_cut(image, request.user), "status": 422 if request.method == "POST" else 200}
    return None, context


def _breadcrumbs(image: SiteImage) -> list[dict[str, str]]:
    return [
        {"url": reverse("wagtailimages:index"), "label": _("Images")},
        {"url": reverse("wagtailimages:edit", args=(image.pk,)), "label": image.title},
        {"url": "", "label": _("Masquer ou recadrer")},
    ]
