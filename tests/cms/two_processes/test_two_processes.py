"""Either process may handle any request of a visitor or an editor."""

import json
import subprocess
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from wagtail.models import PageLogEntry, Site

from home.models import RateLimitCounter, TaskRun
from home.public_forms.tokens import new_token
from home.scheduler.runner import scheduled_tasks
from lessons.models import GuideIndexPage, GuidePage
from lessons.quality.models import Report
from lessons.quality.reports.views import REPORTS
from tests.cms.two_processes.conftest import Pair
from tests.cms.two_processes.visitor import Answer, Visitor
from tests.factories import GuidePageFactory
from tests.home.images import samples
from tests.support.guide_form import guide_form

RIGHT = "un mot de passe long"
ADD = "/administration/pages/add/lessons/guidepage/{}/"
EDIT = "/administration/pages/{}/edit/"
PUBLISH = {"action-publish": "Publier"}
PATIENCE = 60.0  # Seconds to wait for a file: a busy machine is only slow.


@pytest.fixture
def editor(pair: Pair) -> Visitor:
    visitor = Visitor()
    assert visitor.log_in(pair.one, "admin", RIGHT).status == 302
    return visitor


def at_once(*questions: tuple[Visitor, int, str]) -> list[Answer]:
    with ThreadPoolExecutor(len(questions)) as pool:
        return list(pool.map(lambda question: question[0].get(*question[1:]), questions))


def once_ready(visitor: Visitor, port: int, path: str) -> Answer:
    """The file, requested again as its waiting page does by itself."""
    deadline = time.monotonic() + PATIENCE
    while (answer := visitor.get(port, path)).status != 200:
        assert answer.status in {202, 503}, answer.text
        assert "Refresh" in answer.headers
        assert time.monotonic() < deadline, answer.text
        time.sleep(0.1)
    return answer


def old_enough_token(guide: GuidePage) -> str:
    """As on a form that was opened a minute ago."""
    with time_machine.travel(timezone.now() - timedelta(minutes=1)):
        return new_token(f"report:{guide.pk}")


def test_a_guide_published_through_one_is_at_once_on_the_other(pair: Pair, editor: Visitor) -> None:
    anyone, index = Visitor(), GuideIndexPage.objects.get()
    places = (
        "/guides/vendre-sa-voiture/",
        "/guides/",
        "/guides/?q=voiture",
        "/guides/fil.atom",
        "/sitemap.xml",
    )
    for port in pair.both:
        for place in places:
            assert "vendre-sa-voiture" not in anyone.get(port, place).headers.get("Location", "")
            assert "Vendre sa voiture" not in anyone.get(port, place).text
    editor.post(pair.one, ADD.format(index.pk), guide_form(slug="vendre-sa-voiture") | PUBLISH)
    for place in places:
        assert "vendre-sa-voiture" in anyone.get(pair.other, place).text, place


def test_a_guide_changed_through_one_is_not_the_old_one_on_the_other(pair: Pair, editor: Visitor) -> None:
    anyone = Visitor()
    guide = GuidePageFactory(parent=GuideIndexPage.objects.get(), title="Avant", slug="change")
    guide.save_revision().publish()
    for number in range(3):
        for port in pair.both:
            anyone.get(port, "/guides/change/")
            anyone.get(port, "/guides/")
        title = f"Changé {number} fois"
        by, seen_on = pair.both[number % 2], pair.both[(number + 1) % 2]
        form = guide_form(title=title, slug="change", change_note=title) | PUBLISH
        answer = editor.post(by, EDIT.format(guide.pk), form)
        assert answer.status == 302
        for place in ("/guides/change/", "/guides/", "/guides/fil.atom"):
            assert title in anyone.get(seen_on, place).text, place


def test_a_guide_withdrawn_through_one_is_gone_from_the_other(pair: Pair, editor: Visitor) -> None:
    guide = GuidePageFactory(parent=GuideIndexPage.objects.get(), title="Retirer", slug="retirer")
    guide.save_revision().publish()
    assert Visitor().get(pair.other, "/guides/retirer/").status == 200
    editor.post(pair.one, f"/administration/pages/{guide.pk}/unpublish/", {})
    assert Visitor().get(pair.other, "/guides/retirer/").status == 410


def test_a_site_that_changes_its_address_through_one_tells_the_new_one_on_the_other(
    pair: Pair, editor: Visitor
) -> None:
    anyone, site = Visitor(), Site.objects.get()
    for port in pair.both:
        assert "guides.exemple.fr" not in anyone.get(port, "/sitemap.xml").text
    form = {"hostname": "guides.exemple.fr", "port": "443", "root_page": str(site.root_page_id)}
    address = f"/administration/sites/edit/{site.pk}/"
    try:
        answer = editor.post(pair.one, address, form | {"site_name": "", "is_default_site": "on"})
        assert answer.status == 302
        for port in pair.both:
            assert "https://guides.exemple.fr/guides/" in anyone.get(port, "/sitemap.xml").text
    finally:
        site.save()


def test_a_session_made_on_one_opens_on_the_other(pair: Pair) -> None:
    visitor, guide = Visitor(), GuidePage.objects.get(title="Renouveler son passeport")
    assert visitor.post(pair.one, "/seance/ajouter/", {"guide": str(guide.pk)}).status in {302, 303}
    assert "Renouveler son passeport" in visitor.get(pair.other, "/seance/").text


def test_a_pack_asked_of_both_at_once_is_made_once(pair: Pair) -> None:
    visitor, guide = Visitor(), GuidePage.objects.get(title="Renouveler son passeport")
    visitor.post(pair.one, "/seance/ajouter/", {"guide": str(guide.pk)})
    there, address = set((pair.folder / "sheets").glob("*.pack")), "/seance/dossier/fichiers.zip"
    answers = at_once(*((visitor, port, address) for port in pair.both))
    assert {answer.status for answer in answers} <= {200, 202}
    answers = [once_ready(visitor, port, address) for port in pair.both]
    assert answers[0].content == answers[1].content
    assert len(set((pair.folder / "sheets").glob("*.pack")) - there) == 1


def test_a_message_sent_to_both_is_kept_once(pair: Pair) -> None:
    guide, before = GuidePage.objects.get(title="Renouveler son passeport"), Report.objects.count()
    said = {"token": old_enough_token(guide), "reason": "words"}
    for port in pair.both:
        assert Visitor().post(port, f"/signaler/{guide.pk}/", said).status == 302
    assert Report.objects.count() == before + 1


def test_messages_of_a_network_count_together(pair: Pair) -> None:
    guide = GuidePage.objects.get(title="Renouveler son passeport")
    RateLimitCounter.objects.filter(what=REPORTS.name).delete()
    said = {"token": old_enough_token(guide), "reason": ""}
    answers = [
        Visitor().post(pair.both[number % 2], f"/signaler/{guide.pk}/", said).status
        for number in range(REPORTS.limit + 2)
    ]
    assert answers == [422] * REPORTS.limit + [429] * 2
    RateLimitCounter.objects.filter(what=REPORTS.name).delete()


def test_wrong_passwords_count_together(pair: Pair) -> None:
    visitor = Visitor()
    for number in range(6):
        visitor.log_in(pair.both[number % 2], "jean", "faux")
    for port in pair.both:
        assert visitor.log_in(port, "jean", RIGHT).status == 429


def test_a_log_in_on_one_holds_on_the_other(pair: Pair, editor: Visitor) -> None:
    assert editor.get(pair.other, "/administration/").status == 200


def test_a_picture_uploaded_on_one_is_served_by_the_other(pair: Pair, editor: Visitor) -> None:
    said = editor.upload(pair.one, reverse("image_editing:upload"), "ecran.png", samples.picture())
    address = json.loads(said.content)["preview"]["url"]
    shown = Visitor().get(pair.other, address)
    assert (shown.status, shown.headers["Content-Type"].split("/")[0]) == (200, "image")


def test_a_sheet_asked_of_both_at_once_is_one_right_file(pair: Pair) -> None:
    [guide] = GuidePage.objects.filter(title="Renouveler son passeport")
    address = f"/guides/{guide.slug}/fiche-apprenant.pdf"
    at_once(*((Visitor(), port, address) for port in pair.both))
    one, other = (once_ready(Visitor(), port, address) for port in pair.both)
    assert one.content == other.content
    path = pair.folder / "sheet.pdf"
    path.write_bytes(one.content)
    assert "passeport" in PdfReader(path).pages[0].extract_text()


def test_regular_tasks_run_at_the_same_time_on_both_are_done_once(pair: Pair) -> None:
    guide = GuidePageFactory(
        parent=GuideIndexPage.objects.get(), title="Plus tard", slug="plus-tard", live=False
    )
    revision = guide.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save()
    # This task uses the network, so it must not be due.
    TaskRun.objects.create(name="liens", began_at=timezone.now(), ended_at=timezone.now())
    command = [*pair.program, "tick"]
    running = [
        subprocess.Popen(command, env=pair.environment, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    lines = [line for process in running for line in process.communicate(timeout=60)[0].splitlines()]
    assert [process.returncode for process in running] == [0, 0]
    times = Counter(line.partition(" : ")[0] for line in lines)
    daily = {task.name for task in scheduled_tasks() if task.every} - {"liens"}
    assert {name: times[name] for name in daily} == dict.fromkeys(daily, 1), lines
    assert not [line for line in lines if "échec" in line]
    published = PageLogEntry.objects.filter(page=guide.pk, action="wagtail.publish.scheduled")
    assert published.count() == 1
    assert Visitor().get(pair.other, "/guides/plus-tard/").status == 200
