"""No test disturbs the database that the others use."""

import re
from pathlib import Path

from tests.conventions.offenders import assert_none
from tests.conventions.project import occurrences, place, python_files, text_of

# With each of these Django empties the database after the test, including the root page and first collection.
EMPTIES = re.compile(r"transaction=True|\btransactional_db\b|\blive_server\b|\bTransactionTestCase\b")


def test_no_test_empties_the_database_of_its_worker() -> None:
    others = [path for path in python_files("tests") if path != Path(__file__)]
    found = [
        f"{place(path, line)}: {words}"
        for path in others
        for line, words in occurrences(EMPTIES, text_of(path))
    ]
    assert_none(
        found, "Open a database of the test's own, with the fixture of tests/support/isolated_databases.py."
    )
