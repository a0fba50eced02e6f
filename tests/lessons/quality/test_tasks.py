"""What is done regularly: each thing on its own, when it is due, by one process at a time."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from home.models import MailFault, User
from lessons.management.commands.tick import BACKUP, COPY, EVERYTHING
from lessons.models import GuideIndexPage, GuidePage
from lessons.quality.models import TaskRun
from lessons.quality.tasks.runner import Task, retry_now, tick
from lessons.quality.tasks.schedule import ScheduleError, publish_and_withdraw
from tests.factories import GuidePageFactory, make_step

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def scheduled(index: GuideIndexPage, slug: str, **values: object) -> GuidePage:
    guide: GuidePage = GuidePageFactory(
        parent=index, slug=slug, title=slug, live=False, go_live_at=timezone.now() + HOUR, **values
    )
    guide.save_revision().publish()
    past = timezone.now() - timedelta(minutes=1)
    guide.revisions.update(approved_go_live_at=past)
    revision = guide.revisions.get()
    revision.content |= {"go_live_at": past.isoformat()}
    revision.save(update_fields=["content"])
    return guide


def is_live(guide: GuidePage) -> bool:
    return bool(GuidePage.objects.get(pk=guide.pk).live)


def test_one_page_that_cannot_be_published_holds_back_no_other(index: GuideIndexPage) -> None:
    faulty = scheduled(index, "fautif", steps=[make_step(title="Appelez le 06 12 34 56 78")])
    good = scheduled(index, "bon")
    old = GuidePageFactory(parent=index, slug="ancien", expire_at=timezone.now() - HOUR)
    with pytest.raises(ScheduleError, match=r"2 page.*fautif.*téléphone"):
        publish_and_withdraw()
    assert (is_live(faulty), is_live(good), is_live(old)) == (False, True, False)
    assert GuidePage.objects.get(pk=old.pk).expired


def test_what_is_not_due_waits(index: GuideIndexPage) -> None:
    guide = GuidePageFactory(parent=index, live=False, go_live_at=timezone.now() + HOUR)
    guide.save_revision().publish()
    publish_and_withdraw()
    assert not is_live(guide)


def task(name: str, calls: list[str], *, every: timedelta = timedelta(0), fails: bool = False) -> Task:
    def run() -> str:
        calls.append(name)
        if fails:
            raise RuntimeError("panne")
        return "fait"

    return Task(name, every, run)


def test_a_task_that_fails_stops_no_other_and_is_remembered() -> None:
    calls: list[str] = []
    lines = tick((task("un", calls, fails=True), task("deux", calls)))
    assert calls == ["un", "deux"]
    assert lines == ["un : échec : panne", "deux : fait"]
    assert not TaskRun.objects.get(name="un").succeeded
    assert not TaskRun.objects.get(name="tick").succeeded


def test_a_task_runs_when_it_is_due_and_again_at_once_after_a_failure() -> None:
    calls: list[str] = []
    now = timezone.now()
    weekly = task("semaine", calls, every=timedelta(days=7))
    for days in (0, 1, 6, 7, 8):
        tick((weekly,), now + timedelta(days=days))
    assert len(calls) == 2
    failing = task("panne", calls, every=timedelta(days=7), fails=True)
    tick((failing,), now)
    tick((failing,), now + HOUR)
    assert calls.count("panne") == 2


def test_two_processes_do_not_run_the_same_task_but_one_that_died_is_replaced() -> None:
    calls: list[str] = []
    now = timezone.now()
    TaskRun.objects.create(name="un", began_at=now - timedelta(minutes=5), ended_at=now - HOUR)
    tick((task("un", calls),), now)
    assert calls == []
    tick((task("un", calls),), now + 3 * HOUR)
    assert calls == ["un"]


def test_the_health_page_shows_the_last_run(client: Client, index: GuideIndexPage) -> None:
    assert client.get("/sante/").json()["taches"] == {"derniere": None, "en_retard": True}
    call_command("tick")
    tasks = client.get("/sante/").json()["taches"]
    assert tasks["derniere"]
    assert not tasks["en_retard"]
    TaskRun.objects.filter(name="tick").update(ended_at=timezone.now() - timedelta(minutes=16))
    response = client.get("/sante/")
    assert response.status_code == 200
    assert response.json()["taches"]["en_retard"]


def runs(tasks: tuple[Task, ...], calls: list[str], minutes: int) -> list[int]:
    """The minutes, of the next `minutes`, at which a tick every five minutes ran something."""
    start, found = timezone.now(), []
    for minute in range(0, minutes, 5):
        before = len(calls)
        tick(tasks, start + timedelta(minutes=minute))
        if len(calls) > before:
            found.append(minute)
    return found


def test_a_task_that_fails_waits_longer_each_time_and_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    calls: list[str] = []
    assert runs((task("panne", calls, fails=True),), calls, 200) == [0, 5, 15, 35, 75, 155]
    assert [record.message for record in caplog.records] == ["The regular task panne failed"]
    run = TaskRun.objects.get(name="panne")
    assert run.failures == 6
    TaskRun.objects.update(failures=300, retry_at=None)
    tick((task("panne", calls, fails=True),), timezone.now() + HOUR * 10)
    assert TaskRun.objects.get(name="panne").retry_at <= timezone.now() + HOUR * 17
    tick((task("panne", calls),), timezone.now() + HOUR * 20)
    run = TaskRun.objects.get(name="panne")
    assert (run.succeeded, run.failures, run.retry_at) == (True, 0, None)


def test_a_page_that_cannot_be_published_does_not_make_the_others_wait(index: GuideIndexPage) -> None:
    scheduled(index, "fautif", steps=[make_step(title="Appelez le 06 12 34 56 78")])
    publication = Task("publication", timedelta(0), publish_and_withdraw)
    now = timezone.now()
    tick((publication,), now)
    good = scheduled(index, "bon")
    tick((publication,), now + timedelta(minutes=5))
    assert is_live(good)


def test_who_mended_what_was_broken_need_not_wait() -> None:
    calls: list[str] = []
    failing = (task("panne", calls, fails=True),)
    tick(failing)
    tick(failing)
    assert len(calls) == 1
    retry_now()
    tick(failing)
    assert len(calls) == 2


def test_what_fails_is_shown_to_monitors_and_to_administrators(
    client: Client,
    admin_client: Client,
    as_user: Callable[[User], Client],
    writer: User,
    index: GuideIndexPage,
) -> None:
    assert client.get("/sante/").json()["taches_en_echec"] == []
    assert "À réparer" not in admin_client.get("/administration/").content.decode()
    tick((task("liens", [], fails=True),))
    MailFault.objects.create(address="mort@exemple.org", reason="550 User unknown")
    assert client.get("/sante/").json()["taches_en_echec"] == ["liens"]
    html = admin_client.get("/administration/").content.decode()
    for words in (
        "À réparer",
        "<strong>liens</strong> ne se fait pas",
        "mort@exemple.org",
        "550 User unknown",
    ):
        assert words in html
    assert "mort@exemple.org" not in as_user(writer).get("/administration/").content.decode()


def test_no_two_tasks_have_one_name() -> None:
    """Each is remembered by its name: two of one name would take each other's turn."""
    names = [task.name for task in (*EVERYTHING, BACKUP, COPY)]
    assert len(names) == len(set(names))
