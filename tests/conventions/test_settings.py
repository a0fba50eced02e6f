"""Every setting and command is in docs/operations.md, and every one described there exists."""

import ast
import re
from pathlib import Path

from django.core.management import get_commands, load_command_class

from tests.conventions.offenders import Checks, assert_none
from tests.conventions.project import CODE, DOCS, ROOT, occurrences, parsed, place, python_files, text_of

OPERATIONS = DOCS / "operations.md"
# Read by Django itself.
READ_ELSEWHERE = {"DJANGO_SETTINGS_MODULE"}
MAY_READ_THE_ENVIRONMENT = {"cms/env.py", "cms/wsgi.py"}
ENVIRONMENT = re.compile(r"os\.(?:environ|getenv)")
OWN_COMMANDS = {path.stem for path in python_files(*CODE, name="commands/*.py")} - {"__init__"}


def section(title: str) -> str:
    """The section of docs/operations.md under `title`."""
    parts = re.split(r"^## ", text_of(OPERATIONS), flags=re.MULTILINE)
    [found] = [part for part in parts if part.startswith(f"{title}\n")]
    return found


def first_column(title: str) -> set[str]:
    """The words in code style in the first column of the table under `title`."""
    cells = re.findall(r"^\|([^|]*)\|", section(title), flags=re.MULTILINE)
    return {word for cell in cells for word in re.findall(r"`(\w+)[^`]*`", cell)}


def readings() -> list[tuple[Path, ast.Call, str]]:
    """Each call of a reader of cms.env: the module it is in, the call, and the name it reads."""
    return [
        (path, node, str(node.args[0].value))
        for path in python_files(*CODE)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).startswith("env.")
        and node.args
        and isinstance(node.args[0], ast.Constant)
    ]


def variables_read() -> set[str]:
    """The names that the settings read through cms.env."""
    return {name for _path, _call, name in readings()}


def default_said(call: ast.Call) -> str:
    """How the table writes the default of a setting."""
    given = [*call.args[1:2], *(word.value for word in call.keywords if word.arg == "default")]
    if not given or ast.unparse(call.func) == "env.choice":
        given = [word.value for word in call.keywords if word.arg == "default"]
    if not given:
        return "none" if ast.unparse(call.func).startswith("env.optional_") else "compulsory"
    match given[0]:
        case ast.Constant(value=bool(value)):
            return f"`{str(value).lower()}`"
        case ast.Constant(value=int(value)):
            return str(value)
        case ast.Constant(value=str(value)):
            return f"`{value}`" if value else "none"
        case ast.BinOp(left=ast.Name(id=left), right=ast.Constant(value=right)):
            return f"`{right}/` of {'the project' if left == 'BASE_DIR' else f'`{left}`'}"
        case _:
            return "SQLite in `DATA_DIR`"


def defaults_explained() -> dict[str, str]:
    """The second column of the table of settings, by each name in the first."""
    rows = re.findall(r"^\|([^|]*)\|([^|]*)\|", section("Settings"), flags=re.MULTILINE)
    return {name: cell for names, cell in rows for name in re.findall(r"`(\w+)`", names)}


def test_every_variable_that_is_read_is_explained() -> None:
    explained = first_column("Settings")
    missing = [
        f"{place(path, call.lineno)}: {name}" for path, call, name in readings() if name not in explained
    ]
    assert_none(missing, "Explain these variables in the table of settings of docs/operations.md.")


def test_every_variable_that_is_explained_is_read() -> None:
    stale = first_column("Settings") - variables_read() - READ_ELSEWHERE
    assert_none(sorted(stale), "Nothing reads these variables: take them out of docs/operations.md.")


def test_every_default_that_is_explained_is_the_one_that_is_used() -> None:
    explained = defaults_explained()
    wrong = [
        f"{place(path, call.lineno)}: {name} is {default_said(call)}, not “{explained.get(name, '').strip()}”"
        for path, call, name in readings()
        if default_said(call) not in explained.get(name, "")
    ]
    assert_none(wrong, "Correct the defaults of these variables in docs/operations.md.")


def test_the_environment_is_read_in_one_place() -> None:
    readers = [
        f"{place(path, line)}: {said}"
        for path in python_files(*CODE)
        if place(path) not in MAY_READ_THE_ENVIRONMENT
        for line, said in occurrences(ENVIRONMENT, text_of(path))
    ]
    assert_none(readers, "Read the environment in cms/settings, through cms.env.")


def test_every_command_is_explained() -> None:
    missing = OWN_COMMANDS - first_column("Commands")
    assert_none(sorted(missing), "Explain these commands in the table of commands of docs/operations.md.")


def test_every_command_that_is_explained_exists() -> None:
    gone = first_column("Commands") - set(get_commands())
    assert_none(sorted(gone), "There are no such commands: take them out of docs/operations.md.")


def test_every_command_says_what_it_does() -> None:
    checks = Checks()
    for name in sorted(OWN_COMMANDS):
        with checks.of(name):
            assert load_command_class(get_commands()[name], name).help, "no help"
    checks.assert_none_failed("Give these commands a `help`.")


def test_every_variable_of_the_makefile_is_explained() -> None:
    names = re.findall(r"^(\w+) \?=", text_of(ROOT / "Makefile"), flags=re.MULTILINE)
    assert names
    missing = [name for name in names if f"{name}=" not in text_of(OPERATIONS)]
    assert_none(missing, "Show in docs/operations.md how to give these variables to make.")
