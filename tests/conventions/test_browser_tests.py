"""Browser tests wait for states, never for a time: a machine three times slower slows them down but fails
none.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.conventions.offenders import assert_none
from tests.conventions.project import ROOT, parsed, place, python_files

MODULES = [*python_files("tests/e2e"), ROOT / "tests/support/browser.py"]
POLLING = (ROOT / "tests/e2e/waiting.py", "wait_until")
WAITS_FOR_A_TIME = frozenset({"sleep", "wait_for_timeout"})
READS_TOO_EARLY = frozenset(
    {"is_visible", "is_hidden", "is_enabled", "is_disabled", "is_checked", "is_editable", "all_text_contents"}
)
SILENCE = "networkidle"


def calls(path: Path) -> Iterator[ast.Call]:
    """The calls in a module, except those of the one polling function."""
    polling = [
        node
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef) and (path, node.name) == POLLING
    ]
    inside = {call for function in polling for call in ast.walk(function)}
    return (node for node in ast.walk(parsed(path)) if isinstance(node, ast.Call) and node not in inside)


def name_of(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2]


def test_no_browser_test_waits_for_a_time() -> None:
    waits = [
        f"{place(path, call.lineno)}: {ast.unparse(call)}"
        for path in MODULES
        for call in calls(path)
        if name_of(call) in WAITS_FOR_A_TIME
    ]
    assert_none(
        waits,
        "Wait for a state: expect(…), page.wait_for_url, page.expect_response, or wait_until of tests/e2e/waiting.py.",
    )


def test_all_browser_tests_give_up_after_the_same_time() -> None:
    own = [
        f"{place(path, call.lineno)}: timeout={ast.unparse(keyword.value)}"
        for path in MODULES
        for call in calls(path)
        for keyword in call.keywords
        if keyword.arg == "timeout" and ast.unparse(keyword.value) != "TIMEOUT"
    ]
    assert_none(own, "TIMEOUT of tests/support/browser.py is for all: leave the argument out.")


def test_no_browser_test_takes_silence_for_a_state() -> None:
    silent = [
        place(path, node.lineno)
        for path in MODULES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant) and node.value == SILENCE
    ]
    assert_none(
        silent, "A network may be quiet because the machine is slow: wait for what the answer changes."
    )


def test_no_browser_test_looks_only_once() -> None:
    early = [
        f"{place(path, call.lineno)}: {ast.unparse(call)}"
        for path in MODULES
        for call in calls(path)
        if name_of(call) in READS_TOO_EARLY
    ]
    assert_none(early, "Say what is expected with expect(…), which looks until it is so.")
