"""Large pictures are reduced, and use no more memory than the machine can give."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw

from home.images import clean_picture
from home.images.size_limits import (
    MAX_PIXELS,
    MAX_READ_PIXELS,
    MAX_READ_PIXELS_WEBP,
    MAX_READ_SIDE,
    MAX_SIDE,
    kept_size,
    reduced,
)
from tests.home.images import samples

FILES = Path(__file__).parent / "files"
MOST_MEGABYTES = 450  # Decision 28.
CLEANED = """
import re, sys
from pathlib import Path
from django.conf import settings
settings.configure(USE_I18N=False)
from home.images import clean_picture
clean = clean_picture(Path(sys.argv[1]).read_bytes())
[most] = re.findall(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(clean.width, clean.height, int(most) // 1024)
"""


def window(size: tuple[int, int], mode: str = "RGB") -> Image.Image:
    """A screen with a dark title bar over its upper half."""
    picture = Image.new(mode, size, "#ffffff")
    picture.paste("#1c2433", (0, 0, size[0], size[1] // 2))
    return picture


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_an_ordinary_photo_of_24_megapixels_is_made_smaller() -> None:
    clean = clean_picture((FILES / "iphone-24-megapixels.heic").read_bytes())
    assert clean.received == (5712, 4284)
    assert (clean.width, clean.height) == opened(clean.content).size == kept_size(5712, 4284)
    assert clean.suffix == ".jpg"


def test_a_file_as_windows_saves_it_is_taken() -> None:
    assert clean_picture((FILES / "saved-by-windows.jfif").read_bytes()).suffix == ".jpg"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_capture_of_12_000_points_keeps_what_it_shows(kind: str) -> None:
    clean = clean_picture(samples.saved(window((1_000, 12_000)), kind))
    assert (clean.width, clean.height, clean.received) == (666, 8_000, (1_000, 12_000))
    with opened(clean.content) as picture:
        assert picture.format == kind
        assert picture.getpixel((300, 3_990)) == pytest.approx((0x1C, 0x24, 0x33), abs=4)
        assert picture.getpixel((300, 4_010)) == pytest.approx((255, 255, 255), abs=4)


def test_a_photo_taken_sideways_is_made_smaller_and_turned() -> None:
    content = samples.saved(window((9_000, 1_000)), "JPEG", exif=samples.exif(6))
    clean = clean_picture(content)
    assert (clean.width, clean.height, clean.received) == (888, 8_000, (1_000, 9_000))


def test_a_picture_that_may_be_kept_as_it_is_stays_so() -> None:
    clean = clean_picture(samples.saved(window((5_000, 4_000)), "PNG"))
    assert (clean.width, clean.height, clean.received) == (5_000, 4_000, None)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_a_picture_made_smaller_band_by_band_is_the_one_made_at_once(mode: str) -> None:
    source = Image.effect_noise((90, 3_000), 90)
    ImageDraw.Draw(source).ellipse((10, 200, 80, 2_800), fill=40)
    picture = Image.new("I;16", source.size) if mode == "I;16" else source.convert(mode)
    made = reduced(picture, (30, 1_000))
    whole = picture.convert("RGB") if mode in {"1", "P", "LA", "RGBA"} else picture
    expected = whole.resize((30, 1_000), Image.Resampling.LANCZOS)
    assert made.mode == expected.mode
    difference = ImageChops.difference(made.convert("L"), expected.convert("L"))
    assert difference.getextrema()[1] <= 1


@given(st.integers(1, MAX_READ_SIDE), st.integers(1, MAX_READ_SIDE))
def test_what_is_kept_is_never_too_large_nor_out_of_shape(width: int, height: int) -> None:
    kept = kept_size(width, height)
    assert kept[0] * kept[1] <= MAX_PIXELS
    assert 1 <= min(kept) <= max(kept) <= MAX_SIDE
    assert kept[0] <= width
    assert kept[1] <= height
    assert abs(kept[0] * height - kept[1] * width) <= max(width, height) + MAX_READ_SIDE


def costliest(kind: str) -> bytes:
    """A picture of the largest accepted size, of the kind that costs its decoder most."""
    if kind == "HEIC":
        return (FILES / "iphone-24-megapixels.heic").read_bytes()
    if kind == "WebP":
        side = int(MAX_READ_PIXELS_WEBP**0.5)
        return samples.saved(window((side, side)), "WEBP", method=0)
    if kind == "PNG":
        return samples.saved(window((8_192, MAX_READ_PIXELS // 8_192), "RGBA"), "PNG", compress_level=1)
    side = 8_000, 3_990  # Just too small to be decoded at half size.
    return samples.saved(window(side), "JPEG", progressive=True, subsampling=0, quality=50)


@pytest.mark.parametrize("kind", ["HEIC", "JPEG", "PNG", "WebP"])
def test_the_memory_that_a_large_picture_costs_is_bounded(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "picture"
    file.write_bytes(costliest(kind))
    done = subprocess.run([sys.executable, "-c", CLEANED, file], check=True, capture_output=True, text=True)
    width, height, most = (int(number) for number in done.stdout.split())
    assert width * height <= 8_000_000
    assert 50 < most <= MOST_MEGABYTES
