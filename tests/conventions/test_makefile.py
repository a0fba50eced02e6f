"""A failing quality gate stops `make`, wherever it is in its line."""

import subprocess

from tests.conventions.project import ROOT


def test_a_failing_command_in_a_pipe_stops_make() -> None:
    """Some gates show only the last lines of their output: the pipe must not hide that they failed."""
    recipe = "_broken_gate:\n\t@false | tail -n 1\n"
    made = subprocess.run(
        ["make", "--file=Makefile", f"--eval={recipe}", "_broken_gate"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode, "A line of the Makefile goes on after a command of its pipe has failed."
    assert "_broken_gate" in made.stderr
