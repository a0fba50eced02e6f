"""Scheduled publication, and what monitoring and administrators learn about the periodic tasks."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from home.hooks import ScheduledTask
from home.models import MailFault, TaskRun, User
from home.scheduler.publishing import ScheduleError, publish_and_withdraw
from home.scheduler.runner import tick
from lessons.models import GuideIndexPage, GuidePage
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


def test_a_page_that_cannot_be_published_does_not_make_the_others_wait(index: GuideIndexPage) -> None:
    scheduled(index, "fautif", steps=[make_step(title="Appelez le 06 12 34 56 78")])
    publication = ScheduledTask("publication", timedelta(0), publish_and_withdraw)
    now = timezone.now()
    tick((publication,), now)
    good = scheduled(index, "bon")
    tick((publication,), now + timedelta(minutes=5))
    assert is_live(good)


def test_what_fails_is_shown_to_monitors_and_to_administrators(
    client: Client,
    admin_client: Client,
    as_user: Callable[[User], Client],
    writer: User,
    index: GuideIndexPage,
) -> None:
    assert client.get("/sante/").json()["taches_en_echec"] == []
    assert "À réparer" not in admin_client.get("/administration/").content.decode()

    def fail() -> str:
        raise RuntimeError("panne")

    tick((ScheduledTask("liens", timedelta(0), fail),))
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
