"""The addresses of sheets."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home.typesetting import worker_pool
from home.typesetting.typst_compiler import Job
from home.typesetting.worker_pool import DocumentUnavailableError
from lessons.models import GuidePage
from tests.factories import GuidePageFactory
from tests.support.pdf import text_of

pytestmark = pytest.mark.django_db
PAPERS = ["fiche-apprenant.pdf", "trame-aidant.pdf"]


def address(guide: GuidePage, paper: str = PAPERS[0]) -> str:
    return f"/guides/{guide.slug}/{paper}"


@pytest.mark.parametrize(("paper", "name"), [(PAPERS[0], "fiche"), (PAPERS[1], "trame")])
def test_a_sheet_is_a_pdf_whose_name_says_what_it_is(
    guide: GuidePage, client: Client, paper: str, name: str
) -> None:
    response = client.get(address(guide, paper))
    assert response.content.startswith(b"%PDF-1.7")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'inline; filename="{name}-declarer-ses-revenus-debutant.pdf"'
    assert not response.cookies


def test_a_sheet_that_has_not_changed_is_not_sent_again(guide: GuidePage, client: Client) -> None:
    etag = client.get(address(guide))["ETag"]
    assert client.get(address(guide), headers={"if-none-match": etag}).status_code == 304
    GuidePage.objects.filter(pk=guide.pk).update(title="Un autre titre")
    assert client.get(address(guide), headers={"if-none-match": etag}).status_code == 200


def test_a_sheet_is_made_once(guide: GuidePage, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get(address(guide)).content
    monkeypatch.setattr("lessons.sheets.render.typeset_in_worker", lambda _job: pytest.fail("typeset again"))
    assert client.get(address(guide)).content == first


@pytest.mark.parametrize("paper", PAPERS)
def test_a_sheet_of_a_hidden_guide_does_not_exist(guide: GuidePage, client: Client, paper: str) -> None:
    hidden: list[dict[str, Any]] = [
        {"live": False},
        {"live": True, "expire_at": timezone.now() - timedelta(seconds=1)},
        {"expire_at": None, "go_live_at": timezone.now() + timedelta(hours=1)},
    ]
    for state in hidden:
        GuidePage.objects.filter(pk=guide.pk).update(**state)
        assert client.get(address(guide, paper)).status_code == 404


def test_a_sheet_of_a_restricted_guide_does_not_exist(guide: GuidePage, client: Client) -> None:
    PageViewRestriction.objects.create(page=guide.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    assert client.get(address(guide)).status_code == 404


def test_a_sheet_shows_what_is_published_and_not_the_draft(guide: GuidePage, client: Client) -> None:
    guide.title = "Un brouillon secret"
    guide.save_revision()
    assert "brouillon" not in text_of(client.get(address(guide)).content)


def test_a_sheet_can_only_be_read(guide: GuidePage, client: Client) -> None:
    assert client.post(address(guide)).status_code == 405
    head = client.head(address(guide))
    assert head.status_code == 200
    assert head.content == b""


def test_a_sheet_that_cannot_be_made_gives_a_page_to_try_again(
    guide: GuidePage, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_job: Job) -> bytes:
        raise DocumentUnavailableError

    monkeypatch.setattr("lessons.sheets.render.typeset_in_worker", fail)
    response = client.get(address(guide))
    assert response.status_code == 503
    assert response["Retry-After"]
    assert f'href="{address(guide)}"' in response.content.decode()


def test_a_runaway_document_is_stopped_and_the_next_one_is_made(guide: GuidePage, client: Client) -> None:
    endless = Job(
        templates=(),
        data="{}",
        fonts=(),
        timestamp=0,
        drawings={"main.typ": "#for a in range(9999999999) { [x] }"},
    )
    with pytest.raises(DocumentUnavailableError):
        worker_pool.typeset_in_worker(endless, wall_seconds=3)
    assert client.get(address(guide)).status_code == 200


def test_a_document_that_eats_the_memory_is_stopped(guide: GuidePage, client: Client) -> None:
    greedy = Job(
        data="{}", templates=(), fonts=(), timestamp=0, drawings={"main.typ": '#let a = "x" * 4000000000\n#a'}
    )
    with pytest.raises(DocumentUnavailableError):
        worker_pool.typeset_in_worker(greedy)
    assert client.get(address(guide)).status_code == 200


OLD_ADDRESSES = [
    *PAPERS,
    "fiche-apprenant.docx",
    "trame-aidant.docx",
    "imprimer/",
    "imprimer.pdf?papier=memo&taille=18",
    "imprimer/page-1.png?papier=memo",
    "projection/1/?reperes=1",
    "suivre/",
    "suivre/1/",
    "suivre/fin/",
]


@pytest.fixture
def old_slug(guide: GuidePage, django_capture_on_commit_callbacks: Any) -> str:
    """The former slug of the guide."""
    before = str(guide.slug)
    guide.slug = "nouvelle-adresse"
    with django_capture_on_commit_callbacks(execute=True):
        guide.save_revision().publish()
    return before


@pytest.mark.parametrize("rest", OLD_ADDRESSES)
def test_an_old_address_of_a_paper_leads_to_the_new_one(old_slug: str, client: Client, rest: str) -> None:
    response = client.get(f"/guides/{old_slug}/{rest}")
    assert (response.status_code, response["Location"]) == (301, f"/guides/nouvelle-adresse/{rest}")


def test_an_old_address_says_nothing_of_a_guide_that_nobody_may_read(
    guide: GuidePage, old_slug: str, client: Client
) -> None:
    GuidePage.objects.filter(pk=guide.pk).update(live=False)
    assert client.get(f"/guides/{old_slug}/{PAPERS[0]}").status_code == 404


def test_an_old_address_that_another_guide_has_now_is_its_own(
    guide: GuidePage, old_slug: str, client: Client
) -> None:
    GuidePageFactory(parent=guide.get_parent(), slug=old_slug)
    assert client.get(f"/guides/{old_slug}/{PAPERS[0]}").status_code == 200
