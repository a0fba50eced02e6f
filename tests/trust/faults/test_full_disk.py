"""The disk of the SQLite file is full, or another process writes to it. PostgreSQL handles this in its own
processes.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from select import select
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import close_old_connections, connection
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import UploadedFile

from home.integrity.verification import faults
from home.models import SiteImage, SiteRendition
from tests.home.backup.conftest import dump
from tests.home.images.samples import saved
from tests.trust.faults.fault_injection import Tell, end, fill_the_disk, in_child, start
from tests.trust.faults.operations import FaultSite, publish
from tests.trust.faults.test_outages import ADDRESSES

PATIENCE = 120  # Seconds, for a machine that hangs, not for a slow one.
WRITES = ("BEGIN IMMEDIATE", "INSERT", "UPDATE", "DELETE")


def test_a_full_disk_refuses_writes_says_so_in_french_and_lets_everyone_read(
    small_site: FaultSite, tmp_path: Path
) -> None:
    assert Client().get("/").status_code == 200  # The first visit ever writes the site's settings.
    before = dump(tmp_path / "before")

    def work(tell: Tell) -> None:
        other = fill_the_disk(4096)
        form = small_site.form | {"title": "Perdu ?", "change_note": "Essai"}
        response = small_site.editor.post(f"/administration/pages/{small_site.guide.pk}/edit/", form)
        tell(
            f"{response.status_code} {response.get('Retry-After')} {'se repose' in response.content.decode()}"
        )
        close_old_connections()
        tell(str([Client().get(address).status_code for address in ADDRESSES]))
        other.close()

    child = in_child(work)
    assert child.said == ["503 60 True", str([200] * len(ADDRESSES))]
    assert dump(tmp_path / "after") == before
    publish(small_site, 1)
    assert list(faults()) == []


def test_who_saves_while_the_disk_of_the_database_is_full_is_not_told_to_wait_for_a_minute(
    small_site: FaultSite,
) -> None:
    browser = {"Origin": "http://testserver"}

    def work(tell: Tell) -> None:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1")  # As many as there are.
        address = f"/administration/pages/{small_site.guide.pk}/edit/"
        name = "steps-0-value-instruction"
        form = small_site.form | {"change_note": "Essai"}
        form[name] = form[name].replace("Écrivez", "Écrivez " * 5_000)
        for headers in (browser, {}):
            response = small_site.editor.post(address, form, headers=headers)
            tell(f"{response.status_code} {'isque du site est plein' in response.content.decode()}")

    assert in_child(work).said == ["503 True", "503 True"]


@pytest.mark.parametrize(
    ("address", "field"),
    [("/administration/images/add/", "file"), ("/administration/images/multiple/add/", "files[]")],
)
def test_a_full_disk_refuses_a_picture_and_leaves_nothing_behind(
    small_site: FaultSite, address: str, field: str
) -> None:
    before = stored()

    def work(tell: Tell) -> None:
        other = fill_the_disk(2048)
        upload = SimpleUploadedFile("écran.png", noise(), content_type="image/png")
        response = small_site.editor.post(address, {"title": "Écran", "collection": 1, field: upload})
        tell(f"{response.status_code} {'plus de place sur le disque' in response.content.decode()}")
        other.close()

    assert in_child(work).said == ["503 True"]
    assert stored() == before
    assert (SiteImage.objects.count(), UploadedFile.objects.count()) == (1, 0)
    assert list(faults()) == []


def noise() -> bytes:
    """A picture that is larger than the free space, and cannot be compressed."""
    return saved(Image.effect_noise((200, 150), 90), "PNG")


def stored() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def test_who_reads_waits_for_nobody_who_writes(small_site: FaultSite) -> None:
    """One process writes for half a minute. Writes of a reader's request must not wait for it: they are
    postponed.
    """
    waits: list[tuple[str, int]] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(WRITES):
            [patience] = connection.connection.execute("PRAGMA busy_timeout").fetchone()
            waits.append((sql, patience))
        return execute(sql, params, many, context)

    SiteRendition.objects.all().delete()
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with connection.execute_wrapper(watch):
            answers = [
                Client().get(address) for address in (*ADDRESSES, f"{ADDRESSES[2]}fiche-apprenant.pdf")
            ]
    assert [answer.status_code for answer in answers] == [200] * len(answers)
    assert waits, "A first visit has something to write."
    assert not [wait for wait in waits if wait[1] > 100]
    assert "<img" in Client().get(ADDRESSES[2]).content.decode(), "What was left out is not kept."


def test_who_writes_meanwhile_leaves_a_worker_to_readers(small_site: FaultSite, settings: Any) -> None:
    """Two editors who waited for another writer used to block both workers of a small site for 20 seconds."""
    settings.WAITING_WRITERS = 1
    edit = f"/administration/pages/{small_site.guide.pk}/edit/"
    ping = reverse(
        "wagtailadmin_editing_sessions:ping", args=("lessons", "guidepage", small_site.guide.pk, 1)
    )
    form = small_site.form | {"change_note": "Essai"}

    def asking(address: str) -> tuple[int, int]:
        return start(
            lambda tell: tell(f"{address == ping} {small_site.editor.post(address, form).status_code}")
        )

    leave, may_leave = os.pipe()

    def write_for_long(tell: Tell) -> None:
        with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as writer:
            writer.execute("BEGIN IMMEDIATE")
            tell("begun")
            os.read(leave, 1)
            writer.execute("ROLLBACK")

    writing = start(write_for_long)
    assert os.read(writing[1], 6) == b"begun\n"
    children = [asking(address) for address in (edit, edit, ping)]
    wait_for_answers(2, [pipe for _process, pipe in children])
    os.write(may_leave, b".")
    said = sorted(line for child in children for line in end(*child).said)
    assert said == ["False 302", "False 503", "True 503"]
    end(*writing)


def wait_for_answers(count: int, pipes: list[int]) -> None:
    """Wait until `count` of the processes behind `pipes` have sent something."""
    silent = set(pipes)
    while len(pipes) - len(silent) < count:
        told, _writable, _broken = select(silent, [], [], PATIENCE)
        assert told, "Nobody answers any more."
        silent -= set(told)
