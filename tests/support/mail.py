"""A mail server that is down."""

from typing import Any

BROKEN = "tests.support.mail.BrokenMail"


class BrokenMail:
    """A backend for the setting EMAIL_BACKEND."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        pass

    def send_messages(self, messages: list[Any]) -> int:
        raise ConnectionRefusedError("no mail server")
