"""The reports that readers sent before the upgrade, and those they had begun."""

from typing import Any

from django.test import Client

from tests.trust.release_1_1.answers.administration import listed
from tests.trust.release_1_1.held import ClientState

INBOX = "qualite/signalements/"
TEXT = "La case à cocher a disparu."
FIELDS = {"reason": "gone", "text": TEXT}


def test_the_inbox_shows_the_same_reports(answers: Any) -> None:
    assert listed(INBOX) == answers["reports"]


def test_forms_that_were_open_are_taken(held: ClientState, answers: Any) -> None:
    for address, token in held.opened_forms.items():
        assert Client().post(address, {"token": token, **FIELDS}).status_code == 302, address
    new = listed(INBOX)[: len(held.opened_forms)]
    assert listed(INBOX) == [*new, *answers["reports"]]
    assert {row[2] for row in new} == {"L’étape n’existe plus", "Toujours exact"}
    assert TEXT in {row[3] for row in new}


def test_forms_that_were_sent_are_not_taken_twice(held: ClientState, answers: Any) -> None:
    for address, token in held.sent_forms.items():
        assert Client().post(address, {"token": token, **FIELDS}).status_code == 302, address
    assert listed(INBOX) == answers["reports"]
