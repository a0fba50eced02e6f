"""Links of guides are checked politely and the results stored. Requests go only to a server on
this machine.
"""

import http.server
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape
from itertools import pairwise
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from home.models import User
from lessons.models import GuideIndexPage, GuidePage
from lessons.quality.checks.all_checks import publication_faults
from lessons.quality.links import checker
from lessons.quality.links.checker import check_links, due_urls, record_outcome
from lessons.quality.links.fetch import FetchPolicy, ask
from lessons.quality.links.outcomes import LinkOutcome
from lessons.quality.models import LinkCheck
from tests.factories import GuidePageFactory, make_step

LogIn = Callable[[User], Client]
QUICK = FetchPolicy(agent="essai", timeout=30, tries=2, pause=0.01, private_networks=True)
IN_A_HURRY = replace(QUICK, timeout=0.1)  # Seconds, for a page that never responds.


class SiteServer(http.server.ThreadingHTTPServer):
    """A site of a few pages that counts its requests."""

    asked: list[tuple[str, str, float]]
    closing: threading.Event  # The page "lent" responds when the site closes.
    both: threading.Barrier  # The page "ensemble" responds when two clients ask at the same time.
    at_once = most_at_once = 0


class Pages(http.server.BaseHTTPRequestHandler):
    server: SiteServer

    def do_HEAD(self) -> None:
        self.server.asked.append((self.command, self.path, time.monotonic()))
        self.server.at_once += 1
        self.server.most_at_once = max(self.server.most_at_once, self.server.at_once)
        time.sleep(0.005)
        self._answer(self.path.strip("/"))
        self.server.at_once -= 1

    def do_GET(self) -> None:
        self.do_HEAD()

    def _answer(self, name: str) -> None:
        if name == "lent":
            self.server.closing.wait()
        if name == "ensemble":
            self.server.both.wait()
        if name == "coupe":
            self.connection.close()
            return
        moves = {
            "parti": (301, "/bien"),
            "detour": (302, "/bien"),
            "boucle": (302, "/boucle"),
            "vers-mort": (301, "/404"),
        }
        status, location = moves.get(name, (int(name) if name.isdigit() else 200, ""))
        if name == "sans-head":
            status = 405 if self.command == "HEAD" else 200
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def site() -> Iterator[SiteServer]:
    server = SiteServer(("127.0.0.1", 0), Pages)
    server.asked, server.closing, server.both = [], threading.Event(), threading.Barrier(2, timeout=30)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.closing.set()
    server.shutdown()
    server.server_close()
    thread.join()


def at(site: SiteServer, page: str, host: str = "127.0.0.1") -> str:
    return f"http://{host}:{site.server_port}/{page}"


@pytest.mark.parametrize(
    ("page", "state"),
    [
        ("bien", "good"), ("404", "dead"), ("410", "dead"), ("403", "unsure"), ("429", "unsure"), ("500", "unsure"),
        ("parti", "moved"), ("detour", "good"), ("boucle", "unsure"), ("vers-mort", "dead"), ("lent", "unsure"),
        ("coupe", "unsure"), ("sans-head", "good"),
    ],
)  # fmt: skip
def test_each_answer_has_its_meaning(site: SiteServer, page: str, state: str) -> None:
    answer = ask(at(site, page), IN_A_HURRY if page == "lent" else QUICK)
    assert answer.state == state, answer
    assert answer.words


def test_a_move_for_good_says_where(site: SiteServer) -> None:
    assert ask(at(site, "parti"), QUICK).final_url == at(site, "bien")


def test_a_silence_is_asked_again_and_a_clear_answer_is_not(site: SiteServer) -> None:
    ask(at(site, "lent"), IN_A_HURRY)
    assert len(site.asked) == 2
    ask(at(site, "bien"), QUICK)
    assert len(site.asked) == 3


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/", "http://[::1]/", "http://10.0.0.1/", "ftp://x/", "file:///etc/passwd"]
)
def test_a_link_cannot_make_the_server_knock_inside(url: str) -> None:
    answer = ask(url, FetchPolicy(agent="essai", tries=1))
    assert answer.state == "unsure"
    assert answer.words in {"cette adresse est sur un réseau privé", "ce n’est pas une adresse de site"}


def test_a_redirect_to_the_inside_is_refused_too(site: SiteServer, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def only_the_first(host: str, port: int, policy: FetchPolicy) -> str:
        seen.append(host)
        return "127.0.0.1"

    monkeypatch.setattr("lessons.quality.links.fetch._public_address", only_the_first)
    ask(at(site, "parti"), QUICK)
    assert len(seen) == 2


@pytest.fixture
def guide(index: GuideIndexPage, site: SiteServer) -> GuidePage:
    steps = [
        make_step("Ouvrir", instruction=f'<p>Voir <a href="{at(site, "404")}">cette page</a>.</p>'),
        make_step(
            "Lire",
            tip=f'<p><a href="{at(site, "bien")}">Aide</a> <a href="{at(site, "bien?a=1&amp;b=2")}">2</a></p>',
        ),
    ]
    made: GuidePage = GuidePageFactory(parent=index, official_url=at(site, "parti"), steps=steps, live=False)
    return made


@pytest.mark.django_db
def test_all_addresses_are_asked_once_and_remembered(guide: GuidePage, site: SiteServer) -> None:
    assert check_links(policy=QUICK) == {"good": 2, "moved": 1, "dead": 1}
    assert LinkCheck.objects.get(url=at(site, "bien?a=1&b=2")).state == "good"
    assert LinkCheck.objects.get(state="dead").failing_since is not None
    asked = len(site.asked)
    assert check_links(policy=QUICK) == {}
    assert len(site.asked) == asked
    check_links(policy=QUICK, everything=True)
    assert len(site.asked) > asked


@pytest.mark.django_db
def test_one_site_is_asked_one_thing_at_a_time_with_a_pause(index: GuideIndexPage, site: SiteServer) -> None:
    links = "".join(f'<a href="{at(site, f"page-{number}")}">{number}</a>' for number in range(8))
    GuidePageFactory(parent=index, official_url="", steps=[make_step(instruction=f"<p>{links}</p>")])
    check_links(policy=FetchPolicy(agent="essai", pause=0.05, private_networks=True))
    assert site.most_at_once == 1
    times = [moment for _method, _path, moment in site.asked]
    assert min(after - before for before, after in pairwise(times)) >= 0.04


@pytest.mark.django_db
def test_several_sites_are_asked_at_the_same_time(index: GuideIndexPage, site: SiteServer) -> None:
    urls = [at(site, "ensemble", host) for host in ("127.0.0.1", "localhost")]
    links = "".join(f'<a href="{url}">x</a>' for url in urls)
    GuidePageFactory(parent=index, official_url="", steps=[make_step(instruction=f"<p>{links}</p>")])
    check_links(policy=QUICK)
    assert site.most_at_once == 2
    assert [path for _method, path, _moment in site.asked] == ["/ensemble", "/ensemble"]


@pytest.mark.django_db
def test_a_failing_address_is_asked_sooner_than_a_good_one(db: None) -> None:
    now = timezone.now()
    record_outcome("https://a.example/", LinkOutcome("good", ""), now - timedelta(days=3))
    record_outcome("https://b.example/", LinkOutcome("dead", ""), now - timedelta(days=3))
    urls = ["https://a.example/", "https://b.example/", "https://c.example/"]
    assert due_urls(urls, now) == ["https://b.example/", "https://c.example/"]


@pytest.mark.django_db
def test_it_remembers_since_when_an_address_fails() -> None:
    first = timezone.now() - timedelta(days=9)
    record_outcome("https://a.example/", LinkOutcome("unsure", ""), first)
    assert record_outcome("https://a.example/", LinkOutcome("dead", "")).failing_since == first
    assert record_outcome("https://a.example/", LinkOutcome("good", "")).failing_since is None


@pytest.mark.django_db
def test_addresses_that_no_guide_uses_any_more_are_forgotten(index: GuideIndexPage) -> None:
    record_outcome("https://ancien.example/", LinkOutcome("dead", ""))
    GuidePageFactory(parent=index, official_url="")
    check_links(policy=QUICK)
    assert not LinkCheck.objects.exists()


@pytest.mark.django_db
def test_a_dead_link_prevents_a_new_guide_but_not_the_mending_of_an_old_one(guide: GuidePage) -> None:
    assert publication_faults(guide) == []
    check_links(policy=QUICK)
    (fault,) = publication_faults(guide)
    assert (fault.code, fault.place) == ("dead-link", "Étape 1 « Ouvrir », consigne")
    guide.first_published_at = timezone.now()
    assert publication_faults(guide) == []


@pytest.mark.django_db
def test_the_report_names_the_guide_and_the_step(as_user: LogIn, writer: User, guide: GuidePage) -> None:
    check_links(policy=QUICK)
    html = unescape(as_user(writer).get(reverse("links_report"), {"state": "dead"}).content.decode())
    assert "Étape 1 «\xa0Ouvrir\xa0», consigne" in html
    assert f"{reverse('wagtailadmin_pages:edit', args=(guide.pk,))}#block-{guide.steps[0].id}-section" in html
    assert "page introuvable (404)" in html
    response = as_user(writer).get(reverse("links_report"), {"export": "csv"})
    assert "Étape 1" in b"".join(response.streaming_content).decode()


@pytest.mark.django_db
def test_the_command_says_what_it_found(
    guide: GuidePage, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checker, "default_policy", lambda: QUICK)
    call_command("check_links")
    assert "n’existe plus : 1" in capsys.readouterr().out
