"""Signed tokens that protect public forms without cookie, account, CAPTCHA or personal data.

A form carries a signed token with its subject and creation time. Nothing else distinguishes it from a form on
another site, and nothing else is needed: the visitor has no session that another site could abuse. See
docs/decisions/0013-public-forms-without-cookie.md.
"""

import hashlib
from enum import StrEnum

from django.core import signing
from django.utils import timezone

MIN_AGE = 3  # Seconds. People take longer to read a form and choose a reason; robots do not.
MAX_AGE = 24 * 60 * 60  # Seconds.
_SALT = "lessons.quality.reports"  # Never change it: existing tokens must stay valid.


class TokenFault(StrEnum):
    FORGED = "forged"
    TOO_SOON = "too soon"
    TOO_LATE = "too late"


def new_token(subject: str) -> str:
    """Return a token for a form about `subject`, created now."""
    return signing.dumps([subject, timezone.now().timestamp()], salt=_SALT)


def token_fault(text: str, subject: str) -> TokenFault | None:
    """Return why the submitted token is invalid, or None when it is valid."""
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
    """Return the hash stored with a submission, so that submitting the same form twice stores it once."""
    return hashlib.sha256(token.encode()).hexdigest()
