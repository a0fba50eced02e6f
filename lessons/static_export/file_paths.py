"""Converts URLs of the site to file names, and writes links between files."""

import posixpath
import re
from collections.abc import Collection
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings

_SCREEN = re.compile(r"suivre/(?:(?:\d+|fin)/)?index\.html$")


def file_of(path: str) -> str:
    """Return the file name of the page at `path`: "/guides/x/" is "guides/x/index.html"."""
    name = path.lstrip("/")
    return f"{name}index.html" if not name or name.endswith("/") else name


def page_file(name: str) -> str:
    """Return the file of the guide of which `name` is a screen; of any other page, its own."""
    return _SCREEN.sub("index.html", name)


class Linker:
    """Writes links for the file `here`.

    Attributes:
        here: the name of the file that contains the links.
        files: the names of all files that links may point to.
    """

    def __init__(self, here: str, files: Collection[str]) -> None:
        self.here = here
        self.files = files
        self._host = urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc

    def link(self, address: str) -> str | None:
        """Return `address` as a link from this file; an external address is unchanged.

        Returns None when the address is invalid, or needs the server.
        """
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        if parts.scheme in {"http", "https"} and parts.netloc == self._host:
            parts = parts._replace(scheme="", netloc="")
        if parts.scheme or parts.netloc or not parts.path:
            return address
        name = file_of(parts.path)
        if not parts.path.startswith("/") or name not in self.files:
            return None
        return urlunsplit(("", "", self.to(name), parts.query, parts.fragment))

    def to(self, name: str) -> str:
        """Return the relative link to the file `name`."""
        return posixpath.relpath(name, posixpath.dirname(self.here) or ".")
