"""Addresses of the site as names of files, and links from one file to another."""

import posixpath
from collections.abc import Collection
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings


def file_of(path: str) -> str:
    """The file of the page at `path`: "/guides/x/" is "guides/x/index.html"."""
    name = path.lstrip("/")
    return f"{name}index.html" if not name or name.endswith("/") else name


class Linker:
    """Writes links as they must be in the file `here`.

    Attributes:
        here: name of the file that holds the links.
        files: names of all the files that links may lead to.
    """

    def __init__(self, here: str, files: Collection[str]) -> None:
        self.here = here
        self.files = files
        self._host = urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc

    def link(self, address: str) -> str | None:
        """`address` for this file; itself when it leads elsewhere, None when it leads to what only the server has or is no address."""
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
        """The relative link to the file `name`."""
        return posixpath.relpath(name, posixpath.dirname(self.here) or ".")
