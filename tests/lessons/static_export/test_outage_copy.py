"""The automatic copy: recent, available as one file, and never served with hidden content."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from home.images.replacement import picture_replaced
from home.models import SiteImage
from home.scheduler.runner import scheduled_tasks, tick
from lessons.models import GuidePage
from tests.cms.visibility.canary import STATES, Place
from tests.cms.visibility.conftest import place, place_keys
from tests.factories import SiteImageFactory, make_step
from tests.support.masking import mask_picture

__all__ = ["place", "place_keys"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_typesetting")]
FILE = "/copie/pas-a-pas.zip"
LINK = f'href="{FILE}"'
HOUR = timedelta(hours=1)


@pytest.fixture
def folder(place: Place, tmp_path: Path, settings: Any) -> Path:
    settings.COPY_DIR = tmp_path / "copies" / "site"
    screenshot = {"image": SiteImageFactory().pk, "alt": "L’écran d’accueil", "markers": []}
    place.shown.steps = [make_step(screenshot=screenshot)]
    place.shown.save_revision().publish()
    Client().get("/")  # The first visitor ever creates the rows of the site's settings.
    return tmp_path / "copies" / "site"


def tick_of_the_copy() -> list[str]:
    return tick([task for task in scheduled_tasks() if task.name == "copie"])


def made_anew() -> bool:
    [line] = tick_of_the_copy()
    assert line.startswith("copie : ")
    return "page(s)" in line


def status_of_file(client: Client) -> int:
    answer = client.get(FILE)
    answer.getvalue()  # Reading to the end closes the file, but not the database connection.
    return answer.status_code


def names_in(answer: Any) -> set[str]:
    return set(ZipFile(BytesIO(answer.getvalue())).namelist())


def test_without_a_folder_there_is_none(place: Place, client: Client) -> None:
    assert "copie" not in client.get("/sante/").json()
    assert status_of_file(client) == 404
    assert LINK not in client.get("/hors-ligne/").content.decode()


def test_the_tick_makes_it_and_anyone_takes_it_away(folder: Path, client: Client, place: Place) -> None:
    assert client.get("/sante/").json()["copie"] == {"derniere": None, "en_retard": True}
    assert status_of_file(client) == 404
    assert made_anew()
    page = client.get("/hors-ligne/").content.decode()
    assert LINK in page
    assert "Fichier ZIP" in page
    answer = client.get(FILE)
    assert answer["Content-Disposition"].startswith('attachment; filename="pas-a-pas-20')
    assert answer["Cache-Control"] == "no-store"
    guide = f"pas-a-pas/guides/{place.shown.slug}"
    assert {"pas-a-pas/index.html", f"{guide}/index.html", f"{guide}/fiche-apprenant.pdf"} <= names_in(answer)
    assert client.get("/sante/").json()["copie"]["en_retard"] is False


def test_it_is_made_anew_within_the_hour_after_a_change_and_not_without_one(
    folder: Path, place: Place, client: Client
) -> None:
    assert made_anew()
    assert not made_anew()
    place.shown.title = "Un autre titre"
    place.shown.save_revision().publish()
    assert not made_anew()
    assert status_of_file(client) == 200
    with time_machine.travel(timezone.now() + HOUR + timedelta(minutes=1)):
        assert made_anew()
    assert "Un autre titre" in (folder / "guides/index.html").read_text(encoding="utf-8")
    with time_machine.travel(timezone.now() + 37 * HOUR):
        assert not made_anew()
        assert client.get("/sante/").json()["copie"]["en_retard"] is True
    assert len(list(folder.parent.glob("*.zip"))) == 1


def mask_its_picture(guide: GuidePage) -> None:
    mask_picture(SiteImage.objects.get())


@pytest.mark.parametrize("hide", [*STATES, mask_its_picture])
def test_what_is_gone_is_not_given_away_and_gone_from_it_with_the_next_tick(
    folder: Path, place: Place, client: Client, hide: Callable[[GuidePage], None]
) -> None:
    made_anew()
    assert status_of_file(client) == 200
    hide(place.shown)
    assert status_of_file(client) == 404
    assert LINK not in client.get("/hors-ligne/").content.decode()
    assert made_anew()
    assert status_of_file(client) == 200


def test_it_is_not_given_away_after_the_last_hour_of_a_guide(
    folder: Path, place: Place, client: Client
) -> None:
    GuidePage.objects.filter(pk=place.shown.pk).update(expire_at=timezone.now() + HOUR)
    made_anew()
    assert status_of_file(client) == 200
    with time_machine.travel(timezone.now() + 2 * HOUR):
        assert status_of_file(client) == 404


def test_when_a_picture_is_masked_nothing_is_left_of_it_at_once(folder: Path, client: Client) -> None:
    made_anew()
    picture_replaced.send(SiteImage, image=None)
    assert list(folder.parent.iterdir()) == []
    assert status_of_file(client) == 404
    assert made_anew()


def test_a_copy_that_cannot_be_made_leaves_the_one_before(
    folder: Path, place: Place, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_anew()
    place.shown.save_revision().publish()

    def fail(path: str) -> str:
        raise OSError("Disque plein")

    monkeypatch.setattr("lessons.static_export.export.page_html", fail)
    with time_machine.travel(timezone.now() + 2 * HOUR):
        assert tick_of_the_copy() == ["copie : échec : Disque plein"]
    assert status_of_file(client) == 200
