"""A session is private to its helper: no shared cache stores it, editors do not see it, and it expires."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import ReferenceIndex

from lessons.models import GuidePage
from lessons.planning.models import SessionLine, SessionPlan
from tests.lessons.planning.conftest import Helper


def test_pages_that_show_the_count_are_kept_by_no_shared_cache(helper: Helper, taxes: GuidePage) -> None:
    before = helper.client.get(taxes.url)
    assert "Cookie" not in before.get("Vary", "")
    helper.add(taxes)
    after = helper.client.get(taxes.url)
    assert "private" in after["Cache-Control"]
    assert "Cookie" in after["Vary"]
    assert "no-store" in helper.client.get("/seance/")["Cache-Control"]


@pytest.mark.parametrize(
    "path", ["/seance/", "/seance/dossier/", "/seance/projection/1/", "/seance/terminee/"]
)
def test_search_engines_are_told_to_stay_out(helper: Helper, taxes: GuidePage, path: str) -> None:
    helper.add(taxes)
    assert "noindex" in helper.client.get(path)["X-Robots-Tag"]


def test_editors_are_not_shown_which_sessions_use_a_guide(helper: Helper, taxes: GuidePage) -> None:
    helper.add(taxes)
    assert not ReferenceIndex.get_references_to(taxes).exists()


def test_a_session_that_nobody_opens_any_more_is_deleted(helper: Helper, taxes: GuidePage) -> None:
    helper.add(taxes)
    said = StringIO()
    call_command("forget_sessions", stdout=said)
    assert SessionPlan.objects.count() == 1
    SessionPlan.objects.update(last_used_on=timezone.localdate() - timedelta(days=400))
    call_command("forget_sessions", stdout=said)
    assert not SessionPlan.objects.exists()
    assert not SessionLine.objects.exists()
    assert said.getvalue() == "0 séance(s) effacée(s).\n1 séance(s) effacée(s).\n"
