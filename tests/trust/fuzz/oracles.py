"""Rules that every response must satisfy, whatever was requested."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.ElementTree import fromstring

from tests.cms.requests.client import MACHINE_TALK
from tests.trust.fuzz.grammar import Attack
from tests.trust.fuzz.values import MARKS

READING = {"GET", "HEAD", "OPTIONS"}
LARGEST = 600_000  # Bytes of a page. A small request must not cause a large response.
ADMINISTRATION = "/administration/"
XML = {"application/xml", "text/xml", "application/atom+xml"}


@dataclass(frozen=True)
class FuzzAnswer:
    """A response, read to its end."""

    asked: Attack
    path: str
    response: Any
    content: bytes
    error: str = ""  # The exceptions that a view raised, where and with which message.

    @property
    def kind(self) -> str:
        return str(self.response.get("Content-Type", "")).partition(";")[0]

    @property
    def status(self) -> int:
        return int(self.response.status_code)


def faults(answer: FuzzAnswer, oracles: Iterable[str]) -> Iterator[str]:
    """Descriptions of what is wrong with `answer`, by the `oracles` of these names."""
    for name in oracles:
        if ORACLES[name](answer):
            yield name


def _fails(answer: FuzzAnswer) -> bool:
    """A server error; a 503 must have Retry-After, and only typeset documents may answer so."""
    retry = answer.status == 503 and "Retry-After" in answer.response and answer.asked.is_typeset
    return answer.status >= 500 and not retry


def _echoes(answer: FuzzAnswer) -> bool:
    """Markup from the visitor in a page, a sitemap or a feed."""
    if answer.kind not in {
        "text/html",
        "application/xml",
        "text/xml",
        "application/atom+xml",
        "image/svg+xml",
    }:
        return False
    return any(mark.encode() in answer.content for mark in MARKS[:2])


def _obeys_in_a_header(answer: FuzzAnswer) -> bool:
    if "X-Canari" in answer.response:
        return True
    return any("\r" in value or "\n" in value for _name, value in answer.response.items())


def _sets_a_cookie(answer: FuzzAnswer) -> bool:
    """Reading sets no cookie. A cookie that the visitor sent may be renewed or deleted."""
    asked = answer.asked
    if asked.method not in READING or answer.path.startswith(ADMINISTRATION):
        return False
    return bool(answer.response.cookies) and "HTTP_COOKIE" not in asked.headers


def _talks_like_a_machine(answer: FuzzAnswer) -> bool:
    if answer.kind not in {"text/html", "text/plain", "application/json"}:
        return False
    return any(word.encode() in answer.content for word in MACHINE_TALK)


def _lacks_a_policy(answer: FuzzAnswer) -> bool:
    headers = answer.response
    policy = headers.get("Content-Security-Policy", "")
    is_inert = "unsafe" not in policy or policy.endswith("; sandbox")
    strict = "default-src 'none'" in policy and is_inert
    return headers.get("X-Content-Type-Options") != "nosniff" or not (
        strict or answer.path.startswith(ADMINISTRATION)
    )


def _has_a_wrong_length(answer: FuzzAnswer) -> bool:
    said = answer.response.get("Content-Length")
    if answer.kind == "text/html" and len(answer.content) > LARGEST:
        return True
    return said is not None and answer.asked.method == "GET" and int(said) != len(answer.content)


def _cannot_be_read(answer: FuzzAnswer) -> bool:
    """Responses declared as JSON or XML that are neither."""
    if answer.asked.method != "GET" or not answer.content:
        return False
    try:
        if answer.kind == "application/json":
            json.loads(answer.content)
        elif answer.kind in XML:
            fromstring(answer.content)
    except (ValueError, ParseError):
        return True
    return False


def _leads_away(answer: FuzzAnswer) -> bool:
    place = answer.response.get("Location", "")
    return place.startswith(("//", "\\", "http://evil", "https://evil", "javascript:", "data:"))


ORACLES: dict[str, Callable[[FuzzAnswer], bool]] = {
    "server error": _fails,
    "unescaped echo": _echoes,
    "header of the visitor's": _obeys_in_a_header,
    "cookie": _sets_a_cookie,
    "machine talk": _talks_like_a_machine,
    "no strict policy": _lacks_a_policy,
    "wrong length": _has_a_wrong_length,
    "unreadable data": _cannot_be_read,
    "leads away": _leads_away,
}
