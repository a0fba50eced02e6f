"""The logo of the organisation: what makes one unusable, and its picture in the header."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from PIL import Image

from home.images.availability import available_renditions, whole_content

MIN_SIDE = 48  # Pixels.
FAINTEST = 215  # Of 255: a logo whose points are all lighter cannot be seen on paper.
HEADER_FILTER = "max-480x96"
HEADER_WIDTH, HEADER_HEIGHT = 200, 44


@dataclass(frozen=True)
class HeaderLogo:
    """The picture of the logo in the header, and the size at which it is shown, in CSS pixels."""

    url: str
    width: int
    height: int


def header_logo(image: Any) -> HeaderLogo | None:
    """Return the logo `image` for the header; None without a logo, or when its file is lost."""
    rendition = available_renditions(image, [HEADER_FILTER]).get(HEADER_FILTER) if image else None
    if rendition is None:
        return None
    scale = min(HEADER_WIDTH / rendition.width, HEADER_HEIGHT / rendition.height, 1)
    width, height = (max(1, round(side * scale)) for side in (rendition.width, rendition.height))
    return HeaderLogo(rendition.url, width, height)


def logo_concern(image: Any) -> str:
    """Return a sentence on why the picture `image` cannot be a logo, or "" when it can.

    Transparency was laid on white when the picture was received, so a white logo is a white picture by now.
    """
    if min(image.width, image.height) < MIN_SIDE:
        return _(
            "Ce logo est trop petit (%(width)s × %(height)s points) : il faut au moins %(least)s points de côté."
        ) % {"width": image.width, "height": image.height, "least": MIN_SIDE}
    try:
        content = whole_content(image.file)
    except OSError:
        return ""  # The page of the picture says that its file is lost.
    with Image.open(BytesIO(content)) as picture:
        extremes: Any = picture.convert("RGB").getextrema()
    if min(low for low, _high in extremes) > FAINTEST:
        return _(
            "On ne voit rien de ce logo sur du papier blanc. Choisissez un logo fait pour un fond blanc."
        )
    return ""
