"""The one way in for a picture: opened with limits, decoded fully, turned upright, written anew with its pixels only.

What is written holds no metadata (EXIF, XMP, IPTC, text, colour profile), no second frame, and nothing that a file
carried beside its picture, whatever other kind of file it also was.
"""

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import PurePath

import pillow_heif
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

MAX_PIXELS = 20_000_000
MAX_SIDE = 8_000
MAX_BYTES = 10 * 1024 * 1024
SUFFIXES = {
    "PNG": (".png",),
    "JPEG": (".jpg", ".jpeg"),
    "MPO": (".jpg", ".jpeg"),  # A JPEG followed by other views of the same scene: the first is the picture.
    "WEBP": (".webp",),
    "HEIF": (".heic", ".heif"),
}
JPEG = {"quality": 92, "subsampling": 0, "optimize": True}
WEBP = {"quality": 95}
PAPER = "#ffffff"

pillow_heif.register_heif_opener()


class RefusedPictureError(ValueError):
    """A file that cannot be a picture of this site. The message is one plain French sentence for its author."""


@dataclass(frozen=True)
class CleanPicture:
    """A file safe to keep.

    Attributes:
        content: the bytes of the file.
        suffix: the end of its name: ".png", ".jpg" or ".webp".
        width: in pixels.
        height: in pixels.
    """

    content: bytes
    suffix: str
    width: int
    height: int


def clean_picture(content: bytes, name: str = "") -> CleanPicture:
    """The picture in `content`, with nothing else.

    Args:
        content: a PNG, JPEG, WebP or HEIC file.
        name: the file's name, when it has one: its end must tell the truth.

    Raises:
        RefusedPictureError: with a French sentence.
    """
    with open_picture(content, name) as picture:
        kind = picture.format
        pixels = _flat(_in_srgb(_upright(picture)))
    return encode(pixels, kind or "PNG")


@contextmanager
def open_picture(content: bytes, name: str = "") -> Iterator[Image.Image]:
    """The first frame in `content`, decoded to its end; a size over the limits is refused before decoding.

    Raises:
        RefusedPictureError: with a French sentence.
    """
    if not content:
        raise RefusedPictureError(_("Ce fichier est vide."))
    if len(content) > MAX_BYTES:
        raise RefusedPictureError(
            _("Ce fichier est trop lourd : le site accepte %(most)s Mo au plus.")
            % {"most": MAX_BYTES // 1024**2}
        )
    with _open(content) as picture:
        _check_size(*picture.size)
        _check_name(name, picture.format or "")
        try:
            picture.load()
        except (OSError, ValueError, SyntaxError, EOFError, IndexError, struct.error, RuntimeError) as error:
            raise RefusedPictureError(
                _("Cette image est abîmée ou incomplète. Refaites la capture, puis recommencez.")
            ) from error
        yield picture


def encode(pixels: Image.Image, kind: str) -> CleanPicture:
    """`pixels` as a file: PNG and WebP stay what they were, all else becomes JPEG."""
    pixels.info.clear()  # Pillow writes what it finds there: resolution, comment, profile.
    file = io.BytesIO()
    if kind == "PNG":
        pixels.save(file, "PNG")
    elif kind == "WEBP":
        pixels.save(file, "WEBP", **WEBP)
    else:
        kind = "JPEG"
        pixels.save(file, "JPEG", **JPEG)
    return CleanPicture(file.getvalue(), SUFFIXES[kind][0], *pixels.size)


def _open(content: bytes) -> Image.Image:
    try:
        return Image.open(io.BytesIO(content), formats=["PNG", "JPEG", "WEBP", "HEIF"])
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise RefusedPictureError(_too_large()) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, struct.error, RuntimeError) as error:
        raise RefusedPictureError(
            _(
                "Ce fichier n’est pas une image que le site sait lire. "
                "Choisissez une image PNG, JPEG, WebP ou HEIC."
            )
        ) from error


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise RefusedPictureError(_too_large())


def _too_large() -> str:
    return _(
        "Cette image est trop grande : le site accepte 20 millions de points au plus, "
        "et 8 000 points de côté."
    )


def _check_name(name: str, kind: str) -> None:
    suffix = PurePath(name).suffix.lower()
    if name and suffix not in SUFFIXES[kind]:
        raise RefusedPictureError(
            _(
                "Le nom de ce fichier ne dit pas ce qu’il contient : une image %(kind)s devrait finir par "
                "« %(suffix)s »."
            )
            % {"kind": kind, "suffix": SUFFIXES[kind][0]}
        )


def _upright(picture: Image.Image) -> Image.Image:
    """The first frame as people see it; an orientation that makes no sense changes nothing."""
    frame = picture.copy()
    with suppress(OSError, ValueError, SyntaxError, KeyError, TypeError, struct.error):
        return ImageOps.exif_transpose(frame)
    return frame


def _in_srgb(picture: Image.Image) -> Image.Image:
    """Colours as every screen reads them without a profile."""
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
    """Plain colours on white: what was made transparent is gone too, not only unseen."""
    if picture.mode.startswith("I") or picture.mode == "F":
        picture = picture.convert("I").point(lambda level: level * (1 / 256)).convert("L")
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        paper = Image.new("RGBA", picture.size, PAPER)
        picture = Image.alpha_composite(paper, picture)
    return picture.convert("RGB")
