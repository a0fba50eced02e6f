"""Masks and crops a picture. A mask applies everywhere; a crop never changes a picture in use elsewhere.

Masking protects a person, so the file is replaced at once, wherever it is used. Cropping would shift what
markers point at: a picture that is in use, or that another user uploaded, is left as it is, and its crop
becomes a new picture.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from home.images import CleanPicture, RefusedPictureError
from home.images.fields import CleanFile
from home.images.masking import Box, mask
from home.images.models import SiteImage
from home.images.replacement import PictureChangedError, replace_file
from home.images.usage import uses_of_image

MASKED = "home.mask_picture"


class PictureChangeError(ValueError):
    """The change was refused and nothing was modified. The message is one French sentence."""


@dataclass(frozen=True)
class PictureChange:
    """The result of masking or cropping a picture.

    Attributes:
        source: the picture that was edited, with its masks.
        image: the one to show from now on: `source`, or the new picture that holds its crop.
        masks: how many rectangles were filled.
        frame: the crop in percent of the former picture, snapped to whole pixels; None without a crop.
        left: names of old files that could not be deleted.
    """

    source: SiteImage
    image: SiteImage
    masks: int
    frame: Box | None
    left: tuple[str, ...]

    @property
    def is_new(self) -> bool:
        """Whether the crop was saved as a new picture."""
        return self.image.pk != self.source.pk

    @property
    def sentence(self) -> str:
        """A French sentence about the change."""
        if self.left:
            return _(
                "L’image est changée, mais l’ancienne n’a pas pu être effacée. Prévenez votre administrateur."
            )
        said = [self._masked] if self.masks else []
        if self.is_new:
            said.append(_("L’image recadrée est une nouvelle image : l’autre reste partout où elle sert."))
        elif self.frame and not self.masks:
            said.append(_("L’image est recadrée. L’ancienne image est effacée."))
        return " ".join(said)

    @property
    def _masked(self) -> str:
        return ngettext(
            "Une partie de l’image est masquée pour toujours. L’ancienne image est effacée.",
            "%(count)s parties de l’image sont masquées pour toujours. L’ancienne image est effacée.",
            self.masks,
        ) % {"count": self.masks}


def change_picture(image: SiteImage, masks: Sequence[Box], crop: Box | None, user: Any) -> PictureChange:
    """Fill `masks` permanently, then crop to `crop`. Boxes are in percent of the picture.

    Raises:
        PictureChangeError: with a French sentence.
    """
    edges = crop.pixels(image.width, image.height) if crop else None
    masks = [box for box in masks if box.pixels(image.width, image.height)]
    if not masks and not edges:
        raise PictureChangeError(_("Dessinez au moins un rectangle sur l’image."))
    frame = _in_percent(edges, image) if edges else None
    try:
        return _changed(image, masks, frame, user)
    except (PictureChangedError, RefusedPictureError) as fault:
        raise PictureChangeError(str(fault)) from fault
    except OSError as fault:
        raise PictureChangeError(
            _("Le fichier de cette image est introuvable. Envoyez-la de nouveau.")
        ) from fault


def may_be_cut(image: SiteImage, user: Any) -> bool:
    """Return whether a crop may replace `image`: it is unused, and no other user uploaded it."""
    return image.uploaded_by_user_id in {None, user.pk} and not uses_of_image(image)


def _in_percent(edges: tuple[int, int, int, int], image: SiteImage) -> Box:
    left, top, right, bottom = edges
    across, down = 100 / image.width, 100 / image.height
    return Box(left * across, top * down, (right - left) * across, (bottom - top) * down)


def _changed(image: SiteImage, masks: list[Box], frame: Box | None, user: Any) -> PictureChange:
    with image.open_file() as file:
        content = file.read()
    cuts = frame is not None and may_be_cut(image, user)
    data = {"masks": len(masks), "cropped": cuts}
    collection = None if cuts or frame is None else _collection_for(image, user)
    left: list[str] = []
    if masks or cuts:
        replacement = mask(content, masks, frame if cuts else None)
        left = replace_file(image, replacement, user=user, action=MASKED, data=data)
        image = SiteImage.objects.get(pk=image.pk)
    shown = image
    if collection is not None:
        shown = _kept_apart(image, mask(content, masks, frame), collection, user)
    return PictureChange(image, shown, len(masks), frame, tuple(left))


def _collection_for(image: SiteImage, user: Any) -> Any:
    """Return the source's collection, or else the first one to which this user may add pictures."""
    policy = policy_registry.get_by_type(SiteImage)
    open_to_them = policy.collections_user_has_permission_for(user, "add").order_by("path")
    collection = open_to_them.filter(pk=image.collection_id).first() or open_to_them.first()
    if collection is None:
        raise PictureChangeError(
            _("Recadrer cette image en fait une nouvelle, et vous ne pouvez pas ajouter d’image.")
        )
    return collection


def _kept_apart(source: SiteImage, picture: CleanPicture, collection: Any, user: Any) -> SiteImage:
    """Save the crop as a new picture. It keeps the `vouched` state of `source`, of which it is a part."""
    image = SiteImage(
        title=source.title,
        description=source.description,
        collection=collection,
        uploaded_by_user=user,
        file=CleanFile(picture),
        file_size=len(picture.content),
        file_hash=hashlib.sha1(picture.content, usedforsecurity=False).hexdigest(),
    )
    image.look_for_personal_data(picture.content)
    image.vouched = source.vouched
    image.save()
    log(instance=image, action="wagtail.create", user=user)
    return image
