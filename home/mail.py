"""Sends mail once what it tells of is stored."""

from typing import Any

from django.core.mail.backends.smtp import EmailBackend
from django.db import connection, transaction


class AfterCommitBackend(EmailBackend):
    """Django's SMTP, but never inside a transaction.

    A slow server would hold SQLite's one write lock, a transaction undone would have told what did not happen, and a
    broken server would undo the editor's work. Mail kept for the end of a transaction that then fails is logged.
    """

    def open(self) -> bool | None:
        return None if connection.in_atomic_block else super().open()

    def send_messages(self, email_messages: Any) -> int:
        if not connection.in_atomic_block:
            return super().send_messages(email_messages)
        send, kept = super().send_messages, list(email_messages)

        def send_kept() -> None:
            send(kept)

        transaction.on_commit(send_kept, robust=True)
        return len(kept)
