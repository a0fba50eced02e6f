"""The disk is full, the database is unavailable for a time, the pictures are gone, `tick` does not run."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import close_old_connections, connection, connections
from django.test import Client
from django.utils import timezone
from time_machine import travel

from home.backup.dump import existing_backups
from home.integrity.verification import faults
from home.models import SiteImage
from lessons.models import GuidePage
from tests.trust.faults.fault_injection import Tell, fill_the_disk, in_child
from tests.trust.faults.operations import FaultSite, RefusedError, mask, publish

ADDRESSES = ("/", "/guides/", "/guides/renouveler-son-passeport/", "/guides/?q=passeport")


def test_a_full_disk_leaves_no_half_picture(small_site: FaultSite) -> None:
    before = SiteImage.objects.get().file.name

    def work(tell: Tell) -> None:
        other = fill_the_disk(20)
        try:
            mask(small_site, 1)
        except OSError:
            tell("refusé")
        other.close()

    assert in_child(work).said == ["refusé"]
    assert SiteImage.objects.get().file.name == before
    assert list(faults()) == []


def test_a_full_disk_leaves_no_half_backup_and_the_old_ones(small_site: FaultSite) -> None:
    def work(tell: Tell) -> None:
        other = fill_the_disk(2048)
        try:
            call_command("backup", to=small_site.folder, keep=1)
        except CommandError as error:
            tell(str(error).split(".")[0])
        other.close()

    before = [path.name for path in small_site.folder.iterdir()]
    assert in_child(work).said == ["Aucune sauvegarde n’a été faite"]
    assert [path.name for path in small_site.folder.iterdir()] == before
    assert len(existing_backups(small_site.folder)) == 1


@contextmanager
def database_gone() -> Iterator[None]:
    """Inside the block, the database is unreachable and open connections are closed."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        connection.close()
        aside = Path(f"{name}-ailleurs")
        Path(name).rename(aside)
        Path(name).mkdir()  # So that SQLite does not create an empty one.
        yield
        Path(name).rmdir()
        aside.rename(name)
        return
    usual = connections["default"]
    with usual._nodb_cursor() as cursor:
        cursor.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
    yield
    with usual._nodb_cursor() as cursor:
        cursor.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


def test_without_its_database_the_site_says_so_in_french_and_recovers_by_itself(
    small_site: FaultSite,
) -> None:
    client = Client(raise_request_exception=False)
    with database_gone():
        for address in ADDRESSES:
            close_old_connections()  # As before each request of a server.
            response = client.get(address)
            assert response.status_code == 503
            assert response["Retry-After"] == "60"
            assert "Le site se repose un instant" in response.content.decode()
        close_old_connections()
        assert client.get("/sante/").status_code == 503
        close_old_connections()
        with pytest.raises(RefusedError):
            publish(small_site, 1)
    close_old_connections()
    assert [client.get(address).status_code for address in ADDRESSES] == [200] * len(ADDRESSES)
    publish(small_site, 2)
    assert GuidePage.objects.get().title.endswith("version 2")


def test_an_error_of_ours_is_no_outage(small_site: FaultSite, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **options: object) -> None:
        raise ValueError("une faute")

    monkeypatch.setattr(GuidePage, "serve", broken)
    response = Client(raise_request_exception=False).get(ADDRESSES[2])
    assert response.status_code == 500
    assert "Retry-After" not in response


@pytest.mark.parametrize("how", ["missing", "empty", "altered"])
def test_without_its_pictures_every_page_and_sheet_is_served(small_site: FaultSite, how: str) -> None:
    for path in Path(settings.MEDIA_ROOT).rglob("*.*"):
        if how == "missing":
            path.unlink()
        else:
            path.write_bytes(b"" if how == "empty" else os.urandom(path.stat().st_size))
    client = Client()
    assert [client.get(address).status_code for address in ADDRESSES] == [200] * len(ADDRESSES)
    sheet = client.get(f"{ADDRESSES[2]}fiche-apprenant.pdf")
    assert (sheet.status_code, sheet["Content-Type"]) == (200, "application/pdf")


def test_when_the_scheduled_command_is_dead_the_public_side_is_right_all_the_same(
    small_site: FaultSite,
) -> None:
    GuidePage.objects.update(expire_at=timezone.now() + timedelta(hours=1))
    client = Client()
    assert client.get(ADDRESSES[2]).status_code == 200
    with travel(timezone.now() + timedelta(days=1)):
        assert client.get(ADDRESSES[2]).status_code in {404, 410}
        assert "renouveler-son-passeport" not in client.get("/guides/").content.decode()
        assert client.get("/sante/").json()["taches"]["en_retard"] is True
