"""The colours that a town changes, worked out from the one it gives until words in them can be read.

A colour keeps its hue. Its lightness is moved until its contrast (WCAG 2.2) is enough, by day on warm paper and
by night on a dark ground. What a colour means on the site never depends on these.
"""

import re
from dataclasses import asdict, dataclass

from coloraide import Color

PAPER, NIGHT = "#fbf7ef", "#13181b"  # The grounds of static/css/tokens.css, by day and by night.
USUAL = "#0b4a5a"
DAY_CONTRAST, NIGHT_CONTRAST = (
    7,
    8.5,
)  # The least contrast of words in the colour, on the ground of each theme.
STEP = 0.005  # Of lightness, from 0 to 1.
MIDDLE = 0.18  # Luminance of a ground on which black and white words are equally easy to read.
_CODE = re.compile(r"#[0-9a-f]{6}")
_TYPED = re.compile(r"#?(?P<digits>[0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)


@dataclass(frozen=True)
class BrandColours:
    """The colours of a town in one theme, as #rrggbb.

    Attributes:
        brand: buttons and links.
        brand_strong: the same under the pointer, and large titles.
        brand_wash: a light ground.
        on_brand: words on `brand`.
        deep: the ground of the foot of each page.
    """

    brand: str
    brand_strong: str
    brand_wash: str
    on_brand: str
    deep: str

    def as_css(self) -> str:
        """Return the declarations of the custom properties."""
        return " ".join(f"--{name.replace('_', '-')}: {code};" for name, code in asdict(self).items())


def is_code(text: str) -> bool:
    """Return whether `text` is a colour as this site stores it: #rrggbb in lower case."""
    return bool(_CODE.fullmatch(text))


def code_of(typed: str) -> str:
    """Return the colour that a person typed, with three digits or six, as #rrggbb. Raises ValueError for another text."""
    found = _TYPED.fullmatch(typed.strip())
    if found is None:
        raise ValueError(typed)
    digits = found["digits"].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def by_day(code: str) -> BrandColours:
    """Return the colours of the light theme for `code`, a colour as #rrggbb. Raises ValueError for another text."""
    lightness, chroma, hue = _parts(code)
    return BrandColours(
        brand=_readable(lightness, chroma, hue, on=PAPER, contrast=DAY_CONTRAST),
        brand_strong=_readable(min(lightness, 0.31), chroma, hue, on=PAPER, contrast=11),
        brand_wash=_shown(0.945, min(chroma, 0.016), hue),
        on_brand="#ffffff",
        deep=_shown(0.29, min(chroma, 0.06), hue),
    )


def by_night(code: str) -> BrandColours:
    """The same for the dark theme."""
    _lightness, chroma, hue = _parts(code)
    soft = min(chroma, 0.09)
    brand = _readable(0.72, soft, hue, on=NIGHT, contrast=NIGHT_CONTRAST)
    return BrandColours(
        brand=brand,
        brand_strong=_readable(0.86, soft, hue, on=NIGHT, contrast=12),
        brand_wash=_shown(0.3, min(chroma, 0.045), hue),
        on_brand=_readable(0.3, soft, hue, on=brand, contrast=7),
        deep=_shown(0.16, min(chroma, 0.02), hue),
    )


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    return Color(one).contrast(other, method="wcag21")


def _parts(code: str) -> tuple[float, float, float]:
    """Return lightness, chroma and hue (degrees) in OKLCH. A grey has no hue: it gets 0."""
    lightness, chroma, hue = Color(code).convert("oklch").coords(nans=False)
    return lightness, chroma, hue


def _shown(lightness: float, chroma: float, hue: float) -> str:
    """Return the nearest colour that a screen can show, with less chroma where needed."""
    colour = Color("oklch", [lightness, chroma, hue]).fit("srgb", method="oklch-chroma")
    return colour.convert("srgb").to_string(hex=True)


def _readable(lightness: float, chroma: float, hue: float, *, on: str, contrast: float) -> str:
    """Return the colour, made darker or lighter by steps until its contrast `on` a ground is enough."""
    step = -STEP if Color(on).luminance() > MIDDLE else STEP
    while (code := _shown(lightness, chroma, hue)) and Color(code).contrast(on, method="wcag21") < contrast:
        lightness += step
        if not 0 <= lightness <= 1:
            break
    return code
