"""What people held outside the database when the site was stored: cookies, addresses, codes, open forms.

A later version must accept all of it. `held.json` contains it as plain text; the people are invented.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Self

from tests.trust.releases import RELEASE_1_1


@dataclass(frozen=True)
class ClientState:
    """
    Attributes:
        secret_key: the SECRET_KEY of the site, without which its signatures are invalid.
        frozen_at: the time of the snapshot, in ISO 8601; the other values may expire.
        session_cookie: name and value of the cookie in a helper's browser.
        session_address: the address that opens the helper's session in another browser.
        session_key: the four words that let others read the session.
        session_version: the version in the forms of the session.
        session_words: the texts and choices of the helper.
        removed_line: the title of the line that the helper removed last, and can restore.
        opened_forms: by address, the token of a form that a reader has opened.
        sent_forms: by address, the token of a form that was sent.
        password: the password of the accounts below.
        reviewer: the name of a reviewer with a second factor.
        telephone_key: the TOTP secret in the reviewer's phone, in hexadecimal.
        printed_codes: codes that the reviewer printed and has not used.
        used_code: a printed code that was used.
        login_cookie: the value of the cookie of the reviewer's browser, logged in with both factors.
        invited: the name of a writer who received `invitation`, the address to set up a second factor.
        locked_out: the name of a writer locked out after too many attempts from `locked_network`.
        guessing_network: an address of a network that tried too many session keys.
        rows: the rows of tables that a backup leaves out, for the test of an upgrade in place.
    """

    secret_key: str
    frozen_at: str
    session_cookie: dict[str, str]
    session_address: str
    session_key: str
    session_version: int
    session_words: list[str]
    removed_line: str
    opened_forms: dict[str, str]
    sent_forms: dict[str, str]
    password: str
    reviewer: str
    telephone_key: str
    printed_codes: list[str]
    used_code: str
    login_cookie: str
    invited: str
    invitation: str
    locked_out: str
    locked_network: str
    guessing_network: str
    rows: dict[str, list[dict[str, Any]]]

    @classmethod
    def read(cls) -> Self:
        return cls(**RELEASE_1_1.read("held"))

    def write(self) -> None:
        RELEASE_1_1.write("held", asdict(self))

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.frozen_at)
