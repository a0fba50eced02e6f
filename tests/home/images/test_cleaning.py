"""Which pictures are accepted, and what is kept of them."""

import io
import tracemalloc

import pytest
from PIL import Image, ImageCms

from home.images import RefusedPictureError, clean_picture
from home.images.size_limits import MAX_BYTES
from tests.home.images import samples

TRUNCATED = samples.picture("JPEG", size=(400, 300))[:-900]
READ_AS_PICTURE = "n’est pas une image que le site sait lire"
REFUSED = {
    "an empty file": (b"", "vide"),
    "text": (b"Bonjour", READ_AS_PICTURE),
    "SVG": (samples.SVG, READ_AS_PICTURE),
    "HTML": (samples.HTML, READ_AS_PICTURE),
    "PDF": (samples.PDF, READ_AS_PICTURE),
    "GIF": (samples.picture("GIF", mode="P"), READ_AS_PICTURE),
    "GIF that is JavaScript too": (b"GIF89a/*" + samples.HTML + b"*/=1", READ_AS_PICTURE),
    "TIFF": (samples.picture("TIFF"), READ_AS_PICTURE),
    "a PDF with a PNG behind it": (samples.PDF + samples.picture(), READ_AS_PICTURE),
    "a truncated JPEG": (TRUNCATED, "abîmée"),
    "a truncated PNG": (samples.picture("PNG", size=(300, 300))[:-40], "abîmée"),
    "a truncated JPEG that would be made smaller": (
        samples.picture("JPEG", size=(9_000, 90))[:-900],
        "abîmée",
    ),
    "only the first bytes of a PNG": (samples.picture()[:12], READ_AS_PICTURE),
    "121 million points in 14 kB": (samples.png_bomb(11_000, 11_000), "50 millions de points au plus"),
    "400 million points": (samples.png_bomb(20_000, 20_000), "trop grande"),
    "3,600 million points": (samples.png_bomb(60_000, 60_000), "trop grande"),
    "one point by 30,000": (samples.png_bomb(1, 30_000), "20\xa0000 points de côté"),
    "26 million points of WebP": (samples.webp_that_says(5_200, 5_000), "25 millions de points au plus"),
    "more than 30 MB": (b"\x89PNG" + b"0" * MAX_BYTES, "30 Mo au plus"),
}
WITH_SECRETS = {
    "JPEG": samples.jpeg_with_everything(),
    "PNG": samples.png_with_everything(),
    "WebP": samples.webp_with_everything(),
    "HEIC": samples.heic(),
}


@pytest.mark.parametrize(("content", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_it_refuses_in_one_plain_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(RefusedPictureError) as refused:
        clean_picture(content)
    words = str(refused.value)
    assert sentence in words
    assert words.endswith(".")
    assert not any(technical in words.lower() for technical in ("error", "exception", "pil", "decode"))


def test_a_bomb_is_refused_before_it_is_decoded() -> None:
    bomb = samples.png_bomb(11_000, 11_000)
    assert len(bomb) < 20_000
    tracemalloc.start()
    with pytest.raises(RefusedPictureError):
        clean_picture(bomb)
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
    clean = clean_picture(samples.heic())
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
