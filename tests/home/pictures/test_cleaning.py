"""What may come in as a picture, and what is left of it."""

import io
import tracemalloc

import pytest
from PIL import Image, ImageCms

from home.pictures import RefusedPictureError, clean_picture
from home.pictures.cleaning import MAX_BYTES
from tests.home.pictures import samples

TRUNCATED = samples.picture("JPEG", size=(400, 300))[:-900]
READ_AS_PICTURE = "n’est pas une image que le site sait lire"
REFUSED = {
    "an empty file": (b"", "vide.png", "vide"),
    "text": (b"Bonjour", "texte.jpg", READ_AS_PICTURE),
    "SVG": (samples.SVG, "dessin.svg", READ_AS_PICTURE),
    "SVG called PNG": (samples.SVG, "dessin.png", READ_AS_PICTURE),
    "HTML called PNG": (samples.HTML, "page.png", READ_AS_PICTURE),
    "PDF called JPEG": (samples.PDF, "notice.jpg", READ_AS_PICTURE),
    "GIF": (samples.picture("GIF", mode="P"), "logo.gif", READ_AS_PICTURE),
    "GIF called PNG": (samples.picture("GIF", mode="P"), "logo.png", READ_AS_PICTURE),
    "GIF that is JavaScript too": (b"GIF89a/*" + samples.HTML + b"*/=1", "a.png", READ_AS_PICTURE),
    "TIFF": (samples.picture("TIFF"), "scan.png", READ_AS_PICTURE),
    "a PDF with a PNG behind it": (samples.PDF + samples.picture(), "a.png", READ_AS_PICTURE),
    "JPEG called PNG": (samples.picture("JPEG"), "photo.png", "finir par « .jpg »"),
    "PNG called text": (samples.picture(), "photo.txt", "finir par « .png »"),
    "HEIC called JPEG": (samples.heic(), "photo.jpg", "finir par « .heic »"),
    "a truncated JPEG": (TRUNCATED, "photo.jpg", "abîmée"),
    "a truncated PNG": (samples.picture("PNG", size=(300, 300))[:-40], "photo.png", "abîmée"),
    "only the first bytes of a PNG": (samples.picture()[:12], "photo.png", READ_AS_PICTURE),
    "121 million points in 14 kB": (samples.png_bomb(11_000, 11_000), "a.png", "trop grande"),
    "3,600 million points": (samples.png_bomb(60_000, 60_000), "a.png", "trop grande"),
    "one point by 30,000": (samples.png_bomb(1, 30_000), "a.png", "trop grande"),
    "8,001 points wide": (samples.picture("JPEG", size=(8_001, 2)), "a.jpg", "trop grande"),
    "more than 20 million points": (samples.png_bomb(5_000, 4_001), "a.png", "trop grande"),
    "more than 10 MB": (b"\x89PNG" + b"0" * MAX_BYTES, "a.png", "trop lourd"),
}
WITH_SECRETS = {
    "JPEG": samples.jpeg_with_everything(),
    "PNG": samples.png_with_everything(),
    "WebP": samples.webp_with_everything(),
    "HEIC": samples.heic(),
}


@pytest.mark.parametrize(("content", "name", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_it_refuses_in_one_plain_sentence(content: bytes, name: str, sentence: str) -> None:
    with pytest.raises(RefusedPictureError) as refused:
        clean_picture(content, name)
    words = str(refused.value)
    assert sentence in words
    assert words.endswith(".")
    assert not any(technical in words.lower() for technical in ("error", "exception", "pil", "decode"))


def test_a_bomb_is_refused_before_it_is_decoded() -> None:
    bomb = samples.png_bomb(11_000, 11_000)
    assert len(bomb) < 20_000
    tracemalloc.start()
    with pytest.raises(RefusedPictureError):
        clean_picture(bomb, "a.png")
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000


@pytest.mark.parametrize("content", WITH_SECRETS.values(), ids=WITH_SECRETS.keys())
def test_nothing_but_pixels_is_kept(content: bytes) -> None:
    assert samples.SECRET in content or b"ftypheic" in content
    clean = clean_picture(content)
    for trace in (
        samples.SECRET,
        b"Exif",
        b"xmp",
        b"8BIM",
        b"ICC_PROFILE",
        b"iCCP",
        b"tEXt",
        b"iTXt",
        b"zTXt",
        b"eXIf",
    ):
        assert trace not in clean.content
    with Image.open(io.BytesIO(clean.content)) as picture:
        assert not picture.getexif()
        assert set(picture.info) <= {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
            "loop",
            "background",
        }


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_second_file_behind_the_picture_is_lost(kind: str) -> None:
    clean = clean_picture(samples.picture(kind) + b"<script>alert(1)</script>PK\x03\x04<?php")
    assert b"<script>" not in clean.content
    assert b"<?php" not in clean.content


@pytest.mark.parametrize(("kind", "suffix"), [("PNG", ".png"), ("JPEG", ".jpg"), ("WEBP", ".webp")])
def test_a_picture_stays_of_its_kind(kind: str, suffix: str) -> None:
    clean = clean_picture(samples.picture(kind))
    assert (clean.suffix, clean.width, clean.height) == (suffix, 60, 40)
    with Image.open(io.BytesIO(clean.content)) as picture:
        assert picture.format == kind


def test_a_picture_of_an_iphone_becomes_jpeg() -> None:
    clean = clean_picture(samples.heic(), "IMG_0042.HEIC")
    assert clean.suffix == ".jpg"
    with Image.open(io.BytesIO(clean.content)) as picture:
        assert picture.format == "JPEG"
        assert picture.getpixel((32, 24)) == pytest.approx((0x33, 0x66, 0xCC), abs=6)


def test_a_picture_taken_sideways_is_turned_upright() -> None:
    clean = clean_picture(samples.jpeg_with_everything(orientation=6))
    assert (clean.width, clean.height) == (40, 60)


def test_an_orientation_that_makes_no_sense_changes_nothing() -> None:
    clean = clean_picture(samples.jpeg_with_everything(orientation=99))
    assert (clean.width, clean.height) == (60, 40)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_an_animated_picture_keeps_its_first_frame(kind: str) -> None:
    clean = clean_picture(samples.animated(kind))
    with Image.open(io.BytesIO(clean.content)) as picture:
        assert getattr(picture, "n_frames", 1) == 1
        assert picture.convert("RGB").getpixel((5, 5)) == pytest.approx((255, 0, 0), abs=8)


@pytest.mark.parametrize(
    ("mode", "kind", "color", "seen"),
    [
        ("L", "PNG", 128, (128, 128, 128)),
        ("1", "PNG", 1, (255, 255, 255)),
        ("I;16", "PNG", 32_768, (128, 128, 128)),
        ("LA", "PNG", (0, 255), (0, 0, 0)),
        ("P", "PNG", 0, (0, 0, 0)),
        ("CMYK", "JPEG", (0, 0, 0, 0), (255, 255, 255)),
    ],
)
def test_every_kind_of_colour_is_read(
    mode: str, kind: str, color: object, seen: tuple[int, int, int]
) -> None:
    clean = clean_picture(samples.picture(kind, mode=mode, color=color))
    with Image.open(io.BytesIO(clean.content)) as picture:
        assert picture.mode == "RGB"
        assert picture.getpixel((10, 10)) == pytest.approx(seen, abs=3)


def test_what_was_made_transparent_is_gone_and_not_only_unseen() -> None:
    clean = clean_picture(samples.picture("PNG", mode="RGBA", color=(200, 10, 10, 0)))
    with Image.open(io.BytesIO(clean.content)) as picture:
        assert picture.getpixel((10, 10)) == (255, 255, 255)


def test_colours_of_another_profile_are_brought_to_the_screen_s() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    clean = clean_picture(samples.picture("PNG", icc_profile=lab))
    with Image.open(io.BytesIO(clean.content)) as picture:
        assert picture.getpixel((10, 10)) == pytest.approx((0x33, 0x66, 0xCC), abs=1)
        assert "icc_profile" not in picture.info


def test_a_broken_profile_is_dropped() -> None:
    clean = clean_picture(samples.picture("PNG", icc_profile=b"not a profile at all"))
    assert b"iCCP" not in clean.content


def test_the_same_file_gives_the_same_bytes() -> None:
    assert clean_picture(samples.picture()) == clean_picture(samples.picture())
