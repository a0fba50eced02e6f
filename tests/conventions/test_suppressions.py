"""Few linter warnings are switched off, each with its reason beside it."""

import re
import tomllib

from tests.conventions.offenders import assert_none
from tests.conventions.project import CODE, ROOT, occurrences, place, python_files, text_of

SUPPRESSION = re.compile(r"# (?:noqa|type: ignore|fmt: (?:off|skip)|pragma|nosec)\b.*")
WITH_REASON = re.compile(r"# (?:noqa: [A-Z0-9, ]+|type: ignore\[[\w-]+\]) {2}\S.*")
MAX_SUPPRESSIONS, MAX_IGNORES_BY_FILE = 20, 10


def test_product_code_switches_few_warnings_off() -> None:
    found = [
        f"{place(path, line)}: {said}"
        for path in python_files(*CODE)
        for line, said in occurrences(SUPPRESSION, text_of(path))
    ]
    assert len(found) <= MAX_SUPPRESSIONS, "\n".join(found)


def test_each_says_why() -> None:
    silent = [
        f"{place(path, line)}: {said}"
        for path in python_files(*CODE)
        for line, said in occurrences(SUPPRESSION, text_of(path))
        if not WITH_REASON.fullmatch(said)
    ]
    assert_none(silent, "Say after the code of the rule why it does not hold here.")


def test_few_rules_are_off_for_whole_files() -> None:
    """Counted by rule and file pattern, so that suppressions do not just move from lines to a list."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    by_file = settings["tool"]["ruff"]["lint"]["per-file-ignores"]
    assert sum(map(len, by_file.values())) <= MAX_IGNORES_BY_FILE
