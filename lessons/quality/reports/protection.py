"""Protects public forms without cookie, account, CAPTCHA or a trace of who wrote.

A form carries a signed token that says for what and when it was made. Nothing else would tell our form from a
stranger's, but nothing else is needed: the visitor has no session that a stranger could abuse. See
docs/decisions/0013-public-forms-without-cookie.md.
"""

import hashlib
import hmac
import ipaddress
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

SHORTEST = 3  # Seconds. Nobody reads a form and chooses a reason faster; robots do.
LONGEST = 24 * 60 * 60
MOST_AN_HOUR = 40  # For a whole network: twenty people in a library, twice each.
HOUR = 60 * 60
_SALT = "lessons.quality.reports"


class TokenFault(StrEnum):
    FORGED = "forged"
    TOO_SOON = "too soon"
    TOO_LATE = "too late"


@dataclass(frozen=True)
class Token:
    """What a token says: what the form is for, and when it was made, in seconds since 1970."""

    subject: str
    made_at: float


def new_token(subject: str) -> str:
    """A token for a form about `subject`, made now."""
    return signing.dumps([subject, timezone.now().timestamp()], salt=_SALT)


def token_fault(text: str, subject: str) -> TokenFault | None:
    """What is wrong with the token that came back, or None when the form may be read."""
    try:
        said, made_at = signing.loads(text, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return TokenFault.FORGED
    if said != subject:
        return TokenFault.FORGED
    age = timezone.now().timestamp() - made_at
    if age < SHORTEST:
        return TokenFault.TOO_SOON
    return TokenFault.TOO_LATE if age > LONGEST else None


def is_first_use(text: str) -> bool:
    """True once for each token: sending the same page again stores nothing twice."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return bool(cache.add(f"report-token:{digest}", 1, LONGEST))


def has_room(request: HttpRequest) -> bool:
    """Count one more message from the visitor's network, this hour; False when there were too many.

    The network is kept as a keyed digest that changes every day: nobody can tell who wrote, even from the cache.
    """
    key = f"report-limit:{_network_digest(request)}"
    cache.add(key, 0, HOUR)
    try:
        return bool(cache.incr(key) <= MOST_AN_HOUR)
    except ValueError:  # It expired between the two lines.
        return True


def _network_digest(request: HttpRequest) -> str:
    words = f"{timezone.localdate()} {_network(_address(request))}"
    return hmac.new(settings.SECRET_KEY.encode(), words.encode(), hashlib.sha256).hexdigest()


def _address(request: HttpRequest) -> str:
    """The visitor's address. Behind a web server, the last one that it wrote itself: the others may be invented."""
    if settings.BEHIND_PROXY and (forwarded := request.headers.get("X-Forwarded-For")):
        return forwarded.rsplit(",", maxsplit=1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def _network(address: str) -> str:
    """The /24 or the /48 that `address` is in."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network(f"{ip}/{24 if ip.version == 4 else 48}", strict=False))
