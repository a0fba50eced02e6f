"""Protects public forms without cookie, account, CAPTCHA or a trace of who wrote.

A form carries a signed token that says for what and when it was made. Nothing else would tell our form from a
stranger's, but nothing else is needed: the visitor has no session that a stranger could abuse. See
docs/decisions/0013-public-forms-without-cookie.md.
"""

import hashlib
from datetime import timedelta
from enum import StrEnum

from django.core import signing
from django.utils import timezone

from home.rate_limits.limits import RateLimit

SHORTEST = 3  # Seconds. Nobody reads a form and chooses a reason faster; robots do.
LONGEST = 24 * 60 * 60
REPORTS = RateLimit("signalement", 40, timedelta(hours=1))  # Twenty people in a library, twice each.
_SALT = "lessons.quality.reports"


class TokenFault(StrEnum):
    FORGED = "forged"
    TOO_SOON = "too soon"
    TOO_LATE = "too late"


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


def digest_of(token: str) -> str:
    """What a report keeps of the token it came with, so that sending the same page again stores nothing twice."""
    return hashlib.sha256(token.encode()).hexdigest()
