"""What people held when the site was frozen, outside its database: cookies, addresses, codes, opened forms.

A later version must accept all of it. `held.json` has it as plain text; the people are invented.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Self

from tests.trust.releases import RELEASE_1_1


@dataclass(frozen=True)
class ClientState:
    """
    Attributes:
        secret_key: the SECRET_KEY of the site: what it signed is good under no other one.
        frozen_at: when, in ISO 8601. What people hold grows old.
        session_cookie: name and value of the cookie that a helper's browser keeps.
        session_address: the address that opens the helper's session in another browser.
        session_key: the four words that let others read the session.
        session_version: what the forms of the session carry.
        session_words: what the helper wrote and chose.
        removed_line: the title of the line that the helper took out last, and may have back.
        opened_forms: by address, the token of a form that a reader has opened.
        sent_forms: by address, the token of a form that was sent.
        password: that of the accounts below.
        reviewer: the name of a reviewer with a second step.
        telephone_key: what the reviewer's telephone keeps, in hexadecimal.
        printed_codes: codes that the reviewer printed and has not used.
        used_code: one that was used.
        login_cookie: the value of the cookie of the reviewer's browser, where both steps are done.
        invited: the name of a writer who was sent `invitation`, the address that sets a second step up.
        locked_out: the name of a writer whose password was tried too often from `locked_network`.
        guessing_network: an address of a network that tried too many keys of sessions.
        rows: those of tables that a backup leaves out. An upgrade in place finds them.
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
