"""The disk under SQLite's file is full. PostgreSQL writes in a process of its own, which a test cannot limit."""

from pathlib import Path

from django.db import close_old_connections
from django.test import Client

from home.keeping.verifying import faults
from tests.home.keeping.conftest import dump
from tests.trust.faults.cutting import Tell, fill_the_disk, in_child
from tests.trust.faults.operations import Site, publish
from tests.trust.faults.test_outages import ADDRESSES


def test_a_full_disk_refuses_writes_says_so_in_french_and_lets_everyone_read(
    small_site: Site, tmp_path: Path
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
