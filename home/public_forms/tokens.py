"""Protects public forms without cookie, account, CAPTCHA or a trace of who wrote.

A form carries a signed token that says for what and when it was made. Nothing else would tell our form from a
stranger's, but nothing else is needed: the visitor has no session that a stranger could abuse. See
docs/decisions/0013-public-forms-without-cookie.md.
"""

import hashlib
from enum import StrEnum

from django.core import signing
from django.utils import timezone

MIN_AGE = 3  # Seconds. Nobody reads a form and chooses a reason faster; robots do.
MAX_AGE = 24 * 60 * 60  # Seconds.
_SALT = "lessons.quality.reports"  # What it signed before must stay good: it never changes.


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
    if age < MIN_AGE:
        return TokenFault.TOO_SOON
    return TokenFault.TOO_LATE if age > MAX_AGE else None


def digest_of(token: str) -> str:
    """What a row keeps of the token of the form it came from, so that sending the same page again stores nothing twice."""
    return hashlib.sha256(token.encode()).hexdigest()
