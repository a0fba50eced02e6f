"""Documents take turns at the typesetter; other requests do not wait for it."""

import html
import os
import re
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from home.caching.memoize import _memory
from home.typesetting import responses
from home.typesetting.slots import NoFreeSlotError, typesetting_slot, waiting_for_slot
from lessons.models import GuidePage

DEADLINE = 60
OUTSIDE_DJANGO = """
from home.typesetting.worker_pool import typeset_in_worker, _pool
from home.typesetting.typst_compiler import Job
if __name__ == "__main__":
    typeset_in_worker(Job(data="{}", templates=(), fonts=(), timestamp=0, drawings={"main.typ": "#rect()"}))
    (worker,) = _pool._started()._processes
    print(worker, flush=True)
    input()
"""


@contextmanager
def every_slot_taken() -> Iterator[None]:
    """As when another process typesets: a slot belongs to whoever opened its lock, not to this thread's
    context.
    """
    ready, done = threading.Event(), threading.Event()

    def hold() -> None:
        with typesetting_slot():
            ready.set()
            done.wait(DEADLINE)

    holder = threading.Thread(target=hold)
    holder.start()
    assert ready.wait(DEADLINE)
    try:
        yield
    finally:
        done.set()
        holder.join()


@pytest.fixture(autouse=True)
def one_slot(settings: Any, tmp_path: Path) -> None:
    settings.TYPESETTING_SLOTS, settings.SHEETS_CACHE_DIR = 1, tmp_path


def test_a_slot_is_taken_once_and_free_again_afterwards() -> None:
    with every_slot_taken(), pytest.raises(NoFreeSlotError), typesetting_slot():
        pass
    with typesetting_slot(), typesetting_slot():  # Making one file as part of another needs no second slot.
        pass
    with typesetting_slot():
        pass


def test_as_many_are_typeset_at_once_as_the_machine_takes(settings: Any) -> None:
    settings.TYPESETTING_SLOTS = 2
    with every_slot_taken():
        with typesetting_slot():
            pass
        with every_slot_taken(), pytest.raises(NoFreeSlotError), typesetting_slot():
            pass


def test_who_holds_up_no_visitor_waits_for_a_slot() -> None:
    taken = threading.Event()

    def wait_for_it() -> None:
        with waiting_for_slot(DEADLINE), typesetting_slot():
            taken.set()

    with every_slot_taken():
        waiter = threading.Thread(target=wait_for_it)
        waiter.start()
        assert not taken.wait(0.3)
    assert taken.wait(DEADLINE)
    waiter.join()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "fiche-apprenant.pdf",
        "trame-aidant.docx",
        "imprimer/",
        "imprimer/page-1.png",
        "imprimer.pdf?taille=18",
    ],
)
def test_an_unseen_paper_is_not_waited_for(guide: GuidePage, client: Client, path: str) -> None:
    with every_slot_taken():
        response = client.get(f"/guides/{guide.slug}/{path}")
        assert response.status_code == 503
        assert response["Refresh"] == response["Retry-After"] == "3"
        assert "La fiche se prépare" in response.content.decode()
        assert client.get("/guides/inconnu/fiche-apprenant.pdf").status_code == 404
    assert client.get(f"/guides/{guide.slug}/{path}").status_code == 200


@pytest.mark.django_db
def test_those_who_come_again_cost_few_questions(
    guide: GuidePage, client: Client, django_assert_max_num_queries: Any
) -> None:
    client.get("/")
    with every_slot_taken(), django_assert_max_num_queries(4):
        client.get(f"/guides/{guide.slug}/imprimer.pdf?taille=24")


@pytest.mark.django_db
def test_a_paper_that_is_kept_needs_no_slot(guide: GuidePage, client: Client) -> None:
    path = f"/guides/{guide.slug}/imprimer.pdf?taille=18"
    first = client.get(path)
    with every_slot_taken():
        again = client.get(path)
    assert (again.status_code, again.content) == (200, first.content)


@pytest.mark.django_db
def test_another_process_shows_the_pages_of_the_print_page_without_a_slot(
    guide: GuidePage, client: Client
) -> None:
    folder = f"/guides/{guide.slug}/imprimer/"
    page = client.get(f"{folder}?taille=18").content.decode()
    (name,) = re.findall(r'src="(page-1\.png[^"]*)"', page)
    address = folder + html.unescape(name)
    _memory.forget()
    with every_slot_taken():
        assert client.get(address)["Content-Type"] == "image/png"
        guide.save_revision().publish()
        assert client.get(address).status_code == 503
        guide.unpublish()
        assert client.get(address).status_code == 404
    assert "fichier" in address


@pytest.mark.django_db
def test_a_network_has_only_so_many_new_papers_made(
    guide: GuidePage, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = responses.RateLimit("papier", 2, responses.NEW_DOCUMENTS.window)
    monkeypatch.setattr(responses, "NEW_DOCUMENTS", few)
    made = [f"/guides/{guide.slug}/imprimer.pdf?taille={size}" for size in (14, 18)]
    assert [client.get(path).status_code for path in made] == [200, 200]
    response = client.get(f"/guides/{guide.slug}/imprimer.pdf?taille=24")
    assert response.status_code == 429
    assert response["Retry-After"] == "600"
    assert "dans dix minutes" in response.content.decode()
    assert [client.get(path).status_code for path in made] == [200, 200]
    elsewhere = client.get(f"/guides/{guide.slug}/imprimer.pdf?taille=24", REMOTE_ADDR="198.51.100.7")
    assert elsewhere.status_code == 200


def test_a_typesetter_ends_with_the_process_it_works_for(tmp_path: Path) -> None:
    script = tmp_path / "asks.py"
    script.write_text(OUTSIDE_DJANGO)
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(Path.cwd())},
        text=True,
    ) as asks:
        assert asks.stdout is not None
        typesetter = os.pidfd_open(int(asks.stdout.readline()))
        assert not has_ended(typesetter, within=0)
        asks.send_signal(signal.SIGKILL)
    assert has_ended(typesetter, within=DEADLINE)
    os.close(typesetter)


def has_ended(process: int, *, within: float) -> bool:
    """Whether the process of this file descriptor ends within so many seconds."""
    return bool(select.select([process], [], [], within)[0])
