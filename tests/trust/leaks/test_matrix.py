"""The canary matrix: no hidden object leaks at any public address or in any output, to any visitor."""

from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db.models import F
from django.test import Client

from home.accounts.roles import REVIEWERS
from home.models import User
from lessons.quality.reports.notifications import notify_of_reports
from lessons.quality.weekly_mail import send_weekly_mails
from lessons.static_export import export_site
from tests.conventions.addresses import ADDRESSES, EDITOR, administration_examples
from tests.trust.leaks.addresses import (
    OF_A_SESSION,
    PACKS,
    UNKNOWN,
    every_paper,
    of_a_guide,
    of_the_site,
    routes_of,
    searches,
    with_keys,
)
from tests.trust.leaks.answers import canaries_in, words_inside, words_of, words_of_file
from tests.trust.leaks.canary_site import CanarySite
from tests.trust.leaks.states import STATES
from tests.trust.leaks.visitors import ACCOUNTS, NO_RIGHT, browser_of, leaks


def every_address(site: CanarySite) -> list[str]:
    """All requests for the shown guide, for each hidden one, and for the rest."""
    guides = [("", site.shown), *site.guides.items()]
    about = [path for name, guide in guides for path in of_a_guide(site.paths[name], guide.pk)]
    return [*of_the_site(), *about, *with_keys(site), *site.others]


def every_page(site: CanarySite) -> list[str]:
    """The same, with only the page of each guide: the others never depend on the visitor (see
    test_cookies).
    """
    return [*of_the_site(), *site.paths.values(), *with_keys(site), *site.others]


def test_no_address_tells_a_visitor_of_what_is_hidden(hidden_site: CanarySite) -> None:
    assert not list(leaks(Client(), every_address(hidden_site)))


@pytest.mark.parametrize("role", ACCOUNTS)
def test_no_page_tells_an_account_of_it(hidden_site: CanarySite, role: str) -> None:
    assert not list(leaks(browser_of(role), every_page(hidden_site), role))


def test_every_route_of_the_site_is_asked(hidden_site: CanarySite) -> None:
    expected = {address.route.replace("^", "") for address in ADDRESSES if address.audience != EDITOR}
    missing = expected - routes_of(every_address(hidden_site))
    assert not missing, (
        f"Ask {sorted(missing)} too: with a key, in with_keys() of tests/trust/leaks/addresses.py."
    )


def test_no_paper_tells_of_it(hidden_site: CanarySite) -> None:
    papers = [every_paper(hidden_site.paths[name]) for name in ("", *hidden_site.guides)]
    assert not list(leaks(Client(), papers))


def test_no_session_that_held_it_tells_of_it(hidden_site: CanarySite) -> None:
    paths = [f"/seance/{path}" for path in [*OF_A_SESSION, *PACKS]]
    assert not list(leaks(hidden_site.helper.client, paths))


def test_no_form_lets_a_visitor_reach_it(hidden_site: CanarySite) -> None:
    helper = hidden_site.helper
    lines = len(helper.lines)
    line = helper.lines[0].pk
    for guide in (hidden_site.guides[state.name] for state in STATES if not state.in_a_revision):
        answers = [
            helper.add(guide),
            helper.post("lignes", version=helper.plan.version, action=f"remplacer-{line}-{guide.pk}"),
        ]
        assert not [found for answer in answers for found in canaries_in(words_of(answer))]
    assert len(helper.lines) == lines
    assert not canaries_in(words_of(helper.client.get("/seance/")))


def test_searching_for_it_is_like_searching_for_what_never_was(hidden_site: CanarySite) -> None:
    def answer(query: str, word: str) -> str:
        return words_inside(client.get(f"/guides/?{query}")).replace(word, "")

    client, queries = Client(), searches()
    unknown = {query: answer(query, UNKNOWN) for query in set(queries.values())}
    apart = [
        query for query, other in queries.items() if answer(query, query.partition("=")[2]) != unknown[other]
    ]
    assert not apart


def test_nothing_counts_it(hidden_site: CanarySite) -> None:
    paths = [
        "/",
        "/guides/",
        "/guides/?q=voici",
        "/guides/?q=guide",
        "/sitemap.xml",
        "/guides/fil.atom",
        "/sante/",
    ]
    before = {path: words_inside(Client().get(path)) for path in paths}
    for state in STATES:
        if not state.in_a_revision:
            hidden_site.forget(state.name)
    assert {path: words_inside(Client().get(path)) for path in paths} == before


def test_the_copy_of_the_site_does_not_hold_it(
    hidden_site: CanarySite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lessons.sheets.render.typeset_in_worker", lambda job: b"Une fiche, lue ailleurs.")
    export_site(tmp_path / "copie")
    files = [path for path in (tmp_path / "copie").rglob("*") if path.is_file()]
    assert files
    found: dict[str, Any] = {
        path.name: canaries_in(words_of_file(str(path.relative_to(tmp_path)), path.read_bytes()))
        for path in files
    }
    assert not {name: told for name, told in found.items() if told}


def test_the_administration_is_closed_to_an_account_without_rights(hidden_site: CanarySite) -> None:
    client = browser_of(NO_RIGHT)
    paths = administration_examples(hidden_site.guides["brouillon"].pk).values()
    assert not list(leaks(client, list(paths), NO_RIGHT))


def test_mail_goes_only_to_those_who_keep_guides(hidden_site: CanarySite) -> None:
    for role in (NO_RIGHT, REVIEWERS):
        browser_of(role)
    User.objects.filter(username__startswith="compte-").update(email=F("username"))
    notify_of_reports()
    send_weekly_mails()
    told = {address for message in mail.outbox for address in message.to}
    assert hidden_site.author.email in told
    assert f"compte-{NO_RIGHT}" not in told
