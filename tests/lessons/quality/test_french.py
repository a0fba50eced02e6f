"""Every word of the administration that a role can see is French."""

import json
import re
from collections import deque
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from wagtail.models import Collection

from home.models import User
from lessons.models import GuidePage
from lessons.quality.models import Reason, Report
from tests.conventions.addresses import ADMINISTRATION, administration_examples
from tests.conventions.offenders import assert_none
from tests.factories import SiteImageFactory
from tests.lessons.quality.conftest import post_edit
from tests.support.french import english_words, read_on, words

pytestmark = pytest.mark.django_db
LINK = re.compile(r"""<a\s[^>]*?href=["']([^"']+)""")
START = f"/{ADMINISTRATION}"
# Not pages of the administration.
LEFT_OUT = ("logout", "jsi18n", "sprite", "captures/image", "/view", "/preview")
# Only superusers see these: a filter that Wagtail names by its code, and the stored name of the first
# collection.
LEFT_IN_ENGLISH = {"Task type", "Root"}


@pytest.fixture
def full_site(
    published: GuidePage, draft: GuidePage, writer: User, reviewer: User, client: Client
) -> GuidePage:
    """A guide that was submitted, rejected, changed in every part and submitted again; a picture;
    a report.
    """
    SiteImageFactory(uploaded_by_user=writer, collection=Collection.get_first_root_node())
    Report.objects.create(guide=published, reason=Reason.values[0], text="Le bouton a changé.")
    client.force_login(writer)
    changes = {"change_note": "Nouveau titre.", "steps-0-value-kind": "theory", "steps-0-value-minutes": "9"}
    post_edit(client, published, title="Refaire", **changes)
    post_edit(client, draft, **{"steps-0-value-essential": "", "action-submit": "1"})
    client.force_login(reviewer)
    state = draft.current_workflow_task_state
    client.post(
        f"/{ADMINISTRATION}pages/workflow/action/{draft.pk}/reject/{state.pk}/", {"comment": "Trop long."}
    )
    return draft


def pages_of(client: Client, number: int) -> Iterator[tuple[str, str]]:
    """Every page that this account may open, by its address: each route once, and all linked pages."""
    waiting = deque(
        [START, *(path for path in administration_examples(number).values() if "/x/" not in path)]
    )
    seen: set[str] = set()
    while waiting:
        path = waiting.popleft()
        kind = re.sub(r"\d+|=[^&]*", "", path)  # Of pages that differ by a number or a filter, one is read.
        if kind in seen or any(part in path for part in LEFT_OUT):
            continue
        seen.add(kind)
        answer = client.get(path)
        if answer.status_code == 302 and answer["Location"].startswith(START):
            waiting.append(answer["Location"])
        for html in _html_of(answer):
            yield path, html
            waiting.extend(_links(path, html))


def _html_of(answer: Any) -> list[str]:
    """The page; for a response to a script, the fragment of HTML in it."""
    if answer.streaming:
        answer.getvalue()  # Reading to the end closes the file.
        return []
    if answer.status_code not in {200, 409}:
        return []
    kind = answer.get("Content-Type", "")
    if kind.startswith("application/json"):
        data = json.loads(answer.content)
        return [data["html"]] if isinstance(data, dict) and data.get("html") else []
    return [answer.content.decode()] if kind.startswith("text/html") else []


def _links(path: str, html: str) -> list[str]:
    found = (urljoin(path, unescape(link)) for link in LINK.findall(html))
    parts = (urlsplit(link) for link in found if link.startswith(START))
    return [f"{part.path}?{part.query}" if part.query else part.path for part in parts]


@pytest.mark.parametrize("role", ["writer", "reviewer", "administrator", "superuser"])
def test_every_word_that_a_role_meets_is_french(
    client: Client, full_site: GuidePage, request: pytest.FixtureRequest, role: str
) -> None:
    account = request.getfixturevalue("administrator" if role == "superuser" else role)
    User.objects.filter(pk=account.pk).update(is_superuser=role == "superuser")
    client.force_login(account)
    client.raise_request_exception = False
    offenders: dict[str, str] = {}
    count = 0
    for path, html in pages_of(client, full_site.pk):
        count += 1
        for text in {" ".join(text.split()) for text in read_on(html)} - LEFT_IN_ENGLISH:
            for word in sorted(words(text) & english_words()):
                offenders.setdefault(f"{word}: {text[:80]}", path)
    assert count > 60, f"Only {count} pages were read."
    assert_none((f"{said} ({path})" for said, path in offenders.items()), "Say these in French.")
