"""`manage.py verify` finds damage in the SQLite file."""

import os
from pathlib import Path

from django.db import connection

from home.integrity.verification import faults
from lessons.models import GuidePage
from tests.home.backup.test_verify import write


def test_a_row_torn_from_its_page_is_named(site: GuidePage) -> None:
    write("PRAGMA foreign_keys=OFF")
    write("DELETE FROM lessons_guidepage")
    assert any("n’a plus de contenu" in fault for fault in faults())


def test_a_damaged_page_of_the_database_file_is_named(site: GuidePage) -> None:
    write("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    path = Path(str(connection.settings_dict["NAME"]))
    content = bytearray(path.read_bytes())
    for start in range(40 * 4096, len(content), 16 * 4096):  # One page in sixteen is corrupt.
        content[start : start + 2048] = os.urandom(2048)
    path.write_bytes(content)
    assert any("Base abîmée" in fault or "ne répond pas" in fault for fault in faults())
