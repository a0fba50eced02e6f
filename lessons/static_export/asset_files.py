"""Style sheets, scripts and images as files that need no server."""

import base64
import posixpath
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import default_storage

from lessons.static_export.output_folder import StaticExportError

_IMPORT = re.compile(r'@import url\("(?P<name>[^"]+)"\)(?: (?P<media>[\w ]+))?;')
_FONT = re.compile(r'url\("?(?P<name>[^")]+\.woff2)"?\)')


def static_name(address: str) -> str:
    """Return the name of the static file at `address`, or "" when it is not a static file."""
    return address.removeprefix(settings.STATIC_URL) if address.startswith(settings.STATIC_URL) else ""


def static_content(name: str) -> bytes:
    """Return a collected static file, or else its source. A style sheet includes all that it needs."""
    content = _static(name)
    return _whole_style(name, content.decode()).encode() if name.endswith(".css") else content


def _static(name: str) -> bytes:
    if staticfiles_storage.exists(name):
        with staticfiles_storage.open(name) as file:
            return bytes(file.read())
    source = finders.find(name)
    if source is None:
        raise StaticExportError(f"Il manque le fichier {name} : lancez collectstatic.")
    return Path(source).read_bytes()


def _whole_style(name: str, css: str) -> str:
    """Inline imports and fonts, because browsers let no file:// style sheet load another file."""

    def beside(other: str) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(name), other))

    def imported(match: re.Match[str]) -> str:
        inside = _whole_style(beside(match["name"]), _static(beside(match["name"])).decode())
        return f"@media {match['media']} {{\n{inside}\n}}" if match["media"] else inside

    def font(match: re.Match[str]) -> str:
        data = base64.b64encode(_static(beside(match["name"]))).decode()
        return f'url("data:font/woff2;base64,{data}")'

    return _FONT.sub(font, _IMPORT.sub(imported, css))


def picture_content(name: str) -> bytes:
    """Return the content of a rendition, by its name in the media storage."""
    with default_storage.open(name) as file:
        return bytes(file.read())
