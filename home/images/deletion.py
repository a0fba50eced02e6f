"""Refuses to delete a picture in use, and deletes the files of any other picture with its row.

Wagtail deletes files in a background task, which may never run.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from home.images.models import SiteImage
from home.images.replacement import erase, picture_replaced
from home.images.usage import uses_of_image

BULK_VIEW = "wagtail_bulk_action"
DELETE_VIEWS = ("wagtailimages:delete", "wagtailimages:delete_multiple", BULK_VIEW)


class PictureInUseError(ProtectedError):
    """Raised instead of deleting a picture that is in use. `picture` is kept."""

    def __init__(self, picture: SiteImage, rows: set[Any]) -> None:
        super().__init__(
            _("« %(title)s » est utilisée et ne peut pas être supprimée.") % {"title": picture}, rows
        )
        self.picture = picture


def refuse_when_used(sender: type[SiteImage], instance: SiteImage, **kwargs: Any) -> None:
    """Receive `pre_delete`, so that it covers both the administration and code."""
    if places := uses_of_image(instance):
        raise PictureInUseError(instance, {place.row for place in places})


def erase_deleted(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    """Receive `post_delete` of pictures and renditions: delete the file after the commit."""
    name = instance.file.name

    def go() -> None:
        erase([name])
        if sender is SiteImage:
            picture_replaced.send(SiteImage, image=instance)

    transaction.on_commit(go)


class ImageInUseMiddleware:
    """Shows where the pictures are used, in place of the delete confirmation or of an error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Delete all requested pictures or none."""
        if request.method != "POST" or not _deletes_pictures(request):
            return None
        try:
            with transaction.atomic():
                return view(request, *args, **kwargs)
        except PictureInUseError as refused:
            return _explained(request, [refused.picture])

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> HttpResponse:
        """Replace the confirmation page. Its view has already checked the user's permissions."""
        if not _deletes_pictures(request):
            return response
        context = response.context_data or {}
        asked = [context.get("object"), *(item["item"] for item in context.get("items", ()))]
        return _explained(request, [thing for thing in asked if isinstance(thing, SiteImage)]) or response


def _deletes_pictures(request: HttpRequest) -> bool:
    match = request.resolver_match
    if match is None or match.view_name not in DELETE_VIEWS:
        return False
    return match.view_name != BULK_VIEW or tuple(match.kwargs.values()) == ("home", "siteimage", "delete")


def _explained(request: HttpRequest, pictures: Iterable[SiteImage]) -> TemplateResponse | None:
    used = [(picture, places) for picture in pictures if (places := uses_of_image(picture))]
    if not used:
        return None
    context = {"used": used, "back": reverse("wagtailimages:index")}
    return TemplateResponse(request, "home/images/in_use.html", context, status=409)
