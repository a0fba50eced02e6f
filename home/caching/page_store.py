"""In-memory store of responses for one process, with least-recently-used eviction."""

import gzip
import re
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from threading import Lock
from typing import Self

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from home.caching.generation import Generation

MEGABYTE = 1024 * 1024
_NOUGHT = re.compile(r"q\s*=\s*0(\.0*)?")
_OF_THE_BODY = frozenset({"content-length", "content-encoding", "etag"})


@dataclass(frozen=True)
class Entry:
    """A complete response with its ETag. Text bodies are also stored compressed."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    compressed: bytes | None
    signature: str
    since: datetime
    until: datetime

    @classmethod
    def of(cls, response: HttpResponse, since: datetime, until: datetime) -> Self:
        """Build an entry valid from `since` (in case the clock is set back) to `until`."""
        patch_vary_headers(response, ["Accept-Encoding"])
        # Browsers may store the page but must revalidate it each time.
        response.headers.setdefault("Cache-Control", "no-cache")
        headers = tuple((n, v) for n, v in response.items() if n.lower() not in _OF_THE_BODY)
        body = response.content
        is_text = response.get("Content-Type", "").startswith("text/")
        compressed = gzip.compress(body, 6) if is_text else None
        return cls(headers, body, compressed, f'W/"{sha256(body).hexdigest()[:24]}"', since, until)

    @property
    def size(self) -> int:
        return len(self.body) + len(self.compressed or b"")

    def answer(self, request: HttpRequest) -> HttpResponseBase:
        """Return the response to `request`: the page, or 304 when the browser already has it."""
        compressed = self.compressed if _takes_gzip(request) else None
        response = HttpResponse(compressed or self.body, headers=dict(self.headers))
        if compressed:
            response["Content-Encoding"] = "gzip"
        response["Content-Length"] = str(len(response.content))
        response["ETag"] = self.signature
        return get_conditional_response(request, etag=self.signature, response=response) or response


def _takes_gzip(request: HttpRequest) -> bool:
    """Return whether `Accept-Encoding` lists gzip with a weight above zero (RFC 9110, 12.5.3)."""
    for item in request.headers.get("Accept-Encoding", "").lower().split(","):
        name, *parameters = (part.strip() for part in item.split(";"))
        if name == "gzip":
            return not any(_NOUGHT.fullmatch(parameter) for parameter in parameters)
    return False


class PageStore:
    """Entries of one generation. All entries are dropped as soon as the generation changes."""

    def __init__(self) -> None:
        self._entries: OrderedDict[Hashable, Entry] = OrderedDict()
        self._generation: Generation | None = None
        self._size = 0
        self._lock = Lock()

    def get(self, key: Hashable, generation: Generation, now: datetime) -> Entry | None:
        with self._lock:
            self._move_to(generation)
            entry = self._entries.get(key)
            if entry is None:
                return None
            if not entry.since <= now < entry.until:
                self._drop(key)
                return None
            self._entries.move_to_end(key)
            return entry

    def put(self, key: Hashable, generation: Generation, entry: Entry) -> None:
        """Store `entry`, which was built from the database at `generation` or later."""
        limit = settings.PAGE_CACHE_MB * MEGABYTE
        with self._lock:
            if generation != self._generation or entry.size > limit:
                return
            self._drop(key)
            self._entries[key] = entry
            self._size += entry.size
            while self._size > limit:
                self._drop(next(iter(self._entries)))

    def forget(self) -> None:
        with self._lock:
            self._move_to(None)

    def _move_to(self, generation: Generation | None) -> None:
        if generation != self._generation or generation is None:
            self._entries.clear()
            self._size, self._generation = 0, generation

    def _drop(self, key: Hashable) -> None:
        entry = self._entries.pop(key, None)
        if entry is not None:
            self._size -= entry.size


PAGE_STORE = PageStore()
