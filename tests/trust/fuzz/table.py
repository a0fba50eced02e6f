"""A table of requests: each value that has ever caused an error, for each parameter that a view reads, view
and method.

The parameters are not listed by hand: a view is requested once while its reads of the query string or form
are recorded.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

from django.utils.datastructures import MultiValueDict
from wagtail.test.utils.form_data import querydict_from_html

from tests.cms.requests.client import BAD_PAGES, BAD_WORDS
from tests.trust.fuzz.grammar import BOUNDARY, Attack
from tests.trust.fuzz.values import MARKS, NUMBERS, RARE, STRANGE

AS_SHOWN, BARE, MISSING, TWICE = object(), object(), object(), object()
AT_ONCE = 4  # Successive requests for one view: recording its parameters costs one.
SHORT_BAD_WORDS = [word for word in BAD_WORDS if word not in RARE]
JSON = ["[]", "{}", "null", "[1]", '{"blocks": [1]}', '{"blocks": [{"text": 1}], "entityMap": []}']
NASTY: list[Any] = [MISSING, TWICE, "", *MARKS, *NUMBERS, *STRANGE, *BAD_PAGES, *SHORT_BAD_WORDS, *JSON]
FORM = {"CONTENT_TYPE": "application/x-www-form-urlencoded"}
PARTS = {"CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}"}
Fields = dict[str, list[str]]
Send = Callable[[Attack], Any]


@dataclass(frozen=True)
class View:
    """An address and a method, the data that every request for it carries, and its form fields where they are
    known.
    """

    method: str
    address: str
    headers: dict[str, str] = field(default_factory=dict)
    fields: Fields | None = None

    def attack(self, fields: Fields, file: str | None = None) -> Attack:
        """A request with these fields: in the query string, or in a form. `file`: the field that is sent as a
        file.
        """
        if file is not None and self.method == "POST":
            return Attack("POST", self.address, "", self.headers | PARTS, _parts(fields, file))
        sent = "&".join(f"{_written(name)}={_written(value)}" for name in fields for value in fields[name])
        if self.method == "GET":
            return Attack("GET", self.address, sent, self.headers)
        return Attack(self.method, self.address, "", self.headers | FORM, sent.encode())


class RequestTable:
    """The requests for `views`, in an order drawn by `seed`. `send` sends one and returns the text of the
    response.

    Every fifth is for one of `astray`, whose addresses name no object: these need no parameters.
    """

    def __init__(self, seed: str, views: Sequence[View], astray: Sequence[View], send: Send) -> None:
        self.seed = seed
        random = Random(seed)  # noqa: S311  Told again by its seed, not a secret.
        self.views, self.astray = random.sample(views, len(views)), random.sample(astray, len(astray))
        self.send = send
        self._rows = cache(self._rows_of)

    def attack(self, number: int) -> Attack:
        """The request numbered `number`, from 0. None is repeated before all the rows of its view have been
        sent.
        """
        place, within = divmod(number, AT_ONCE + 1)
        if within == AT_ONCE and self.astray:
            return self.astray[place % len(self.astray)].attack({})
        turn, index = divmod(place, len(self.views))
        shown, rows = self._rows(index)
        name, nasty = rows[(turn * AT_ONCE + within) % len(rows)]
        file = name if within == AT_ONCE - 1 else None
        return self.views[index].attack(_changed(shown, name, nasty), file)

    def _rows_of(self, index: int) -> tuple[Fields, list[tuple[str, Any]]]:
        """The initial fields of a view, and how each is changed: first none is, then all are missing."""
        view = self.views[index]
        shown = self._shown(view)
        with overheard() as names:
            self.send(view.attack(shown))
        rows = [(name, nasty) for name in sorted(names | shown.keys()) for nasty in NASTY]
        Random(f"{self.seed}/{view.method} {view.address}").shuffle(rows)  # noqa: S311
        return shown, [("", AS_SHOWN), ("", BARE), *rows]

    def _shown(self, view: View) -> Fields:
        if view.fields is not None or view.method == "GET":
            return view.fields or {}
        return form_in(self.send(View("GET", view.address, view.headers).attack({})))


def _changed(fields: Fields, name: str, nasty: Any) -> Fields:
    if nasty is AS_SHOWN or nasty is BARE:
        return fields if nasty is AS_SHOWN else {}
    others = {other: values for other, values in fields.items() if other != name}
    if nasty is MISSING:
        return others
    values = [*fields.get(name, []), "1", "2"] if nasty is TWICE else [nasty]
    return {name: values} | others


def form_in(page: str) -> Fields:
    """The initial fields of the largest form of a page or of a dialog (JSON); none if it has no form."""
    if page.startswith("{"):
        said = json.loads(page)
        page = str(said.get("html") or said.get("htmlFragment"))
    largest = max(re.findall("<form[ >].*?</form>", page, re.DOTALL), key=len, default="<form></form>")
    return dict(querydict_from_html(largest).lists())


@contextmanager
def overheard() -> Iterator[set[str]]:
    """The names read from query strings and forms in the meantime."""
    names: set[str] = set()
    read, read_all = MultiValueDict.__getitem__, MultiValueDict._getlist

    def getitem(data: Any, name: Any) -> Any:
        names.add(str(name))
        return read(data, name)

    def getlist(data: Any, name: Any, *rest: Any, **others: Any) -> Any:
        names.add(str(name))
        return read_all(data, name, *rest, **others)

    def contains(data: Any, name: Any) -> bool:
        names.add(str(name))
        return dict.__contains__(data, name)

    with (
        patch.object(MultiValueDict, "__getitem__", getitem),
        patch.object(MultiValueDict, "_getlist", getlist),
        patch.object(MultiValueDict, "__contains__", contains, create=True),
    ):
        yield names


def _parts(fields: Fields, file: str) -> bytes:
    """A multipart form."""
    parts = []
    for name, values in fields.items():
        quoted = name.replace('"', "%22")
        named = f'Content-Disposition: form-data; name="{quoted}"'
        named += '; filename="x.png"\r\nContent-Type: image/png' if name == file else ""
        parts += [f"--{BOUNDARY}\r\n{named}\r\n\r\n{value}\r\n" for value in values]
    return "".join([*parts, f"--{BOUNDARY}--\r\n"]).encode("utf-8", "surrogatepass")


def _written(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"), safe="{}")
