"""What pages carry of a town's colour: an inline style, the colours of the browser's bar, and the icon of the window.

The style is the only one that the security policy lets stand inline: `home.http.security_headers` allows the exact
text that is written here for a colour, and no other.
"""

from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from home.brand_colours import USUAL, by_day, by_night, is_code
from home.text.html import trusted_html

_KEPT = 256  # Towns of one process.
ICON = "favicon.svg"


@dataclass(frozen=True)
class BrandLook:
    """The lines about colour in the head of a page.

    Attributes:
        style: the inline style; empty for the usual colour, which the style sheet has.
        day, night: the colours of the browser's bar.
        icon: the icon of the window as a `data:` address; empty for the usual one, which is a file.
    """

    style: SafeString
    day: str
    night: str
    icon: str


def look_of(colour: str) -> BrandLook:
    """Return the look of a town of this `colour`; of the usual one for anything but #rrggbb."""
    return _look(colour) if is_code(colour) else _usual_look()


@lru_cache(maxsize=_KEPT)
def _look(code: str) -> BrandLook:
    style = format_html('<style data-colour="{}">{}</style>', code[1:], trusted_html(page_style(code)))
    return BrandLook(style, by_day(code).brand, by_night(code).deep, _icon(by_day(code).brand))


@lru_cache(maxsize=1)
def _usual_look() -> BrandLook:
    return BrandLook(trusted_html(""), by_day(USUAL).brand, by_night(USUAL).deep, "")


@lru_cache(maxsize=_KEPT)
def page_style(code: str) -> str:
    """Return the style sheet of pages. Its selectors win over those of static/css/tokens.css in any order."""
    night = f"html:root:not(.w-theme-light) {{ {by_night(code).as_css()} }}"
    return f"html:root {{ {by_day(code).as_css()} }} @media screen and (prefers-color-scheme: dark) {{ {night} }}"


@lru_cache(maxsize=_KEPT)
def page_style_source(code: str) -> str:
    """Return the CSP source that allows the inline style of this colour, #rrggbb."""
    digest = b64encode(sha256(page_style(code).encode()).digest()).decode()
    return f"'sha256-{digest}'"


@lru_cache(maxsize=_KEPT)
def admin_style(code: str) -> str:
    """Return the style sheet of the administration, where each person chooses day, night or that of the device."""
    night = by_night(code).as_css()
    return (
        f"html:root {{ {by_day(code).as_css()} }} "
        f"@media screen {{ html:root.w-theme-dark {{ {night} }} }} "
        f"@media screen and (prefers-color-scheme: dark) {{ html:root.w-theme-system {{ {night} }} }}"
    )


def admin_look(colour: str) -> SafeString:
    """Return the inline style of the administration, which has the usual colour too: no style sheet says it there."""
    style = admin_style(colour if is_code(colour) else USUAL)
    return format_html("<style>{}</style>", trusted_html(style))


def _icon(brand: str) -> str:
    drawing = Path(settings.BASE_DIR, "static", ICON).read_text(encoding="utf-8").strip()
    return f"data:image/svg+xml,{quote(drawing.replace(USUAL, brand), safe='=:/.,')}"
