"""Cleans every upload: decodes it within size limits, turns it upright and encodes its pixels anew.

The result contains no metadata (EXIF, XMP, IPTC, text, colour profile), only one frame, and nothing that was
appended to the file or made it valid as another file type too.
"""

import io
import math
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace

import pillow_heif
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from home.images.size_limits import (
    MAX_BYTES,
    MAX_READ_SIDE,
    kept_size,
    largest_read,
    on_paper,
    prepare_decoding,
    reduced,
)

JPEG = {"quality": 92, "subsampling": 0, "optimize": True}
WEBP = {"quality": 95}
SUFFIXES = {"PNG": ".png", "JPEG": ".jpg", "WEBP": ".webp"}

pillow_heif.register_heif_opener()


class RefusedPictureError(ValueError):
    """An upload that is refused. The message is one plain French sentence for its author."""


@dataclass(frozen=True)
class CleanPicture:
    """A picture file that is safe to store.

    Attributes:
        content: the bytes of the file.
        suffix: the file name extension: ".png", ".jpg" or ".webp".
        width: in pixels.
        height: in pixels.
        received: width and height before it was scaled down, after rotation; None when it was not scaled
            down.
    """

    content: bytes
    suffix: str
    width: int
    height: int
    received: tuple[int, int] | None = None


def clean_picture(content: bytes) -> CleanPicture:
    """Return the picture in `content` without metadata, scaled down when it exceeds the stored size.

    Args:
        content: a PNG, JPEG, WebP or HEIC file, whatever its name.

    Raises:
        RefusedPictureError: with a French sentence.
    """
    kind, received, pixels = _kept(content)
    clean = encode(_flat(_in_srgb(pixels)), kind)
    if kept_size(*received) == received:
        return clean
    was_turned = (clean.width, clean.height) != kept_size(*received)
    return replace(clean, received=received[::-1] if was_turned else received)


def _kept(content: bytes) -> tuple[str, tuple[int, int], Image.Image]:
    """Return the format, the received size, and the upright picture at the size to store.

    Images decoded at a larger size are freed on return.
    """
    with _open(content) as picture:
        kind, received = picture.format or "PNG", picture.size
        prepare_decoding(picture)
        _decode(picture)
        return kind, received, _upright(reduced(picture, kept_size(*received)))


@contextmanager
def open_picture(content: bytes) -> Iterator[Image.Image]:
    """Yield the first frame of `content`, fully decoded. Oversized pictures are refused before decoding.

    Raises:
        RefusedPictureError: with a French sentence.
    """
    with _open(content) as picture:
        prepare_decoding(picture)
        _decode(picture)
        yield picture


def announced_pixels(content: bytes) -> int:
    """Return the pixel count in the file's header, without decoding; 0 when the file is refused."""
    try:
        return math.prod(_open(content).size)
    except RefusedPictureError:
        return 0


def encode(pixels: Image.Image, kind: str) -> CleanPicture:
    """Encode `pixels` as a file: PNG and WebP keep their format, all other formats become JPEG."""
    pixels.info.clear()  # Pillow would write this metadata: resolution, comment, profile.
    file = io.BytesIO()
    if kind == "PNG":
        pixels.save(file, "PNG")
    elif kind == "WEBP":
        pixels.save(file, "WEBP", **WEBP)
    else:
        kind = "JPEG"
        pixels.save(file, "JPEG", **JPEG)
    return CleanPicture(file.getvalue(), SUFFIXES[kind], *pixels.size)


def _open(content: bytes) -> Image.Image:
    if not content:
        raise RefusedPictureError(_("Ce fichier est vide."))
    if len(content) > MAX_BYTES:
        raise RefusedPictureError(
            _("Ce fichier est trop lourd : le site accepte %(most)s Mo au plus.")
            % {"most": MAX_BYTES // 1024**2}
        )
    try:
        picture = Image.open(io.BytesIO(content), formats=["PNG", "JPEG", "WEBP", "HEIF"])
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise RefusedPictureError(_too_large("")) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, struct.error, RuntimeError) as error:
        raise RefusedPictureError(
            _(
                "Ce fichier n’est pas une image que le site sait lire. "
                "Choisissez une image PNG, JPEG, WebP ou HEIC."
            )
        ) from error
    _check_size(picture)
    return picture


def _check_size(picture: Image.Image) -> None:
    kind = picture.format or ""
    if picture.width * picture.height > largest_read(kind) or max(picture.size) > MAX_READ_SIDE:
        raise RefusedPictureError(_too_large(kind))


def _too_large(kind: str) -> str:
    return _(
        "Cette image est trop grande : le site lit %(millions)s millions de points au plus, "
        "et %(side)s points de côté."
    ) % {
        "millions": largest_read(kind) // 1_000_000,
        "side": number_format(MAX_READ_SIDE, force_grouping=True),
    }


def _decode(picture: Image.Image) -> None:
    try:
        picture.load()
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, struct.error, RuntimeError) as error:
        raise RefusedPictureError(
            _("Cette image est abîmée ou incomplète. Refaites la capture, puis recommencez.")
        ) from error
    _check_size(picture)  # A decoded HEIC may have another size than its header says.


def _upright(picture: Image.Image) -> Image.Image:
    """Return the first frame, rotated as viewers show it. Invalid orientation data is ignored."""
    frame = picture.copy()
    with suppress(OSError, ValueError, SyntaxError, KeyError, TypeError, struct.error):
        return ImageOps.exif_transpose(frame)
    return frame


def _in_srgb(picture: Image.Image) -> Image.Image:
    """Convert the colours to sRGB, so that they look right without a profile."""
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "RGBA", "CMYK", "L"}:
        mode = picture.mode if picture.mode in {"RGB", "RGBA"} else "RGB"
        with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(
                picture, source, ImageCms.createProfile("sRGB"), outputMode=mode
            )
            return converted or picture
    return picture


def _flat(picture: Image.Image) -> Image.Image:
    """Flatten onto white, so that hidden pixels are removed rather than merely transparent."""
    if picture.mode.startswith("I") or picture.mode == "F":
        picture = picture.convert("I").point(lambda level: level * (1 / 256)).convert("L")
    return on_paper(picture).convert("RGB")
