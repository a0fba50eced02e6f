"""Pages of the administration for one picture: masking it, looking at it."""

from tempfile import SpooledTemporaryFile

from django.contrib.messages import error as warn
from django.contrib.messages import success
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.images.models import Filter

from home.darkroom.access import picture_for
from home.darkroom.forms import BoxForm, Masks, boxes_of
from home.darkroom.picture_form import closed_sentence
from home.darkroom.places import places_closed_to
from home.darkroom.replacing import PictureChangedError, replace_file
from home.darkroom.words import BOX_WORDS
from home.models import SiteImage
from home.pictures import RefusedPictureError
from home.pictures.masking import Box, mask

MASKED = "home.mask_picture"
WORK_SIZE = "max-1600x1600"


@require_http_methods(["GET", "HEAD", "POST"])
def mask_picture(request: HttpRequest, image_id: int) -> HttpResponse:
    """Masks and crops a picture for good."""
    image = picture_for(request, image_id, "change")
    masks = Masks(request.POST or None, prefix="mask")
    crop = BoxForm(request.POST or None, prefix="crop")
    sentence = ""
    if request.method == "POST" and masks.is_valid() and crop.is_valid():
        sentence = _apply(request, image, boxes_of(masks), crop.box)
        if not sentence:
            return redirect("wagtailimages:edit", image.pk)
    context = {"image": image, "masks": masks, "crop": crop, "sentence": sentence, "words": BOX_WORDS}
    context |= {"uses": image.get_usage().count(), "breadcrumbs_items": _breadcrumbs(image)}
    status = 200 if request.method != "POST" else 422
    return render(request, "home/darkroom/mask.html", context, status=status)


@require_safe
@never_cache
def picture_to_work_on(request: HttpRequest, image_id: int) -> FileResponse:
    """The picture at a size fit for masking, made anew each time and kept nowhere."""
    image = picture_for(request, image_id, "change", "choose")
    file = SpooledTemporaryFile(max_size=5 * 1024**2)  # noqa: SIM115  The response closes it.
    made = Filter(WORK_SIZE).run(image, file)
    file.seek(0)
    return FileResponse(file, content_type=made.mime_type)


def _apply(request: HttpRequest, image: SiteImage, boxes: list[Box], frame: Box | None) -> str:
    """Do what is asked; the French sentence that says why not, or nothing when it is done."""
    if request.POST.get("stem") != image.stem:
        return _("Quelqu’un vient de modifier cette image. Regardez-la, puis recommencez.")
    if not _changes_something(image, [*boxes, *([frame] if frame else [])]):
        return _("Dessinez au moins un rectangle sur l’image.")
    if frame is not None and (closed_by := places_closed_to(request.user, image)):
        return closed_sentence(closed_by)
    try:
        with image.open_file() as file:
            picture = mask(file.read(), boxes, frame)
        left = replace_file(
            image,
            picture,
            user=request.user,  # type: ignore[arg-type]  # The administration is for people who are logged in.
            action=MASKED,
            data={"masks": len(boxes), "cropped": frame is not None},
        )
    except (PictureChangedError, RefusedPictureError) as fault:
        return str(fault)
    except OSError:
        return _("Le fichier de cette image est introuvable. Envoyez-la de nouveau.")
    _tell(request, len(boxes), left)
    return ""


def _changes_something(image: SiteImage, boxes: list[Box]) -> bool:
    return any(box.pixels(image.width, image.height) for box in boxes)


def _tell(request: HttpRequest, masks: int, left: list[str]) -> None:
    if left:
        warn(
            request,
            _("L’image est changée, mais l’ancienne n’a pas pu être effacée. Prévenez votre administrateur."),
        )
    elif masks:
        success(
            request,
            ngettext(
                "Une partie de l’image est masquée pour toujours. L’ancienne image est effacée.",
                "%(count)s parties de l’image sont masquées pour toujours. L’ancienne image est effacée.",
                masks,
            )
            % {"count": masks},
        )
    else:
        success(request, _("L’image est recadrée. L’ancienne image est effacée."))


def _breadcrumbs(image: SiteImage) -> list[dict[str, str]]:
    return [
        {"url": reverse("wagtailimages:index"), "label": _("Images")},
        {"url": reverse("wagtailimages:edit", args=(image.pk,)), "label": image.title},
        {"url": "", "label": _("Masquer ou recadrer")},
    ]
