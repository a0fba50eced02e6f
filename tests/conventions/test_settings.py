"""What can be set or run stands in docs/operations.md, and what stands there can be set or run."""

import ast
import re

import pytest
from django.core.management import get_commands, load_command_class

from tests.conventions.project import CODE, DOCS, ROOT, parsed, place, python_files

OPERATIONS = DOCS / "operations.md"
# Read by Django itself.
READ_ELSEWHERE = {"DJANGO_SETTINGS_MODULE"}
MAY_READ_THE_ENVIRONMENT = {"cms/env.py", "cms/wsgi.py"}
OWN_COMMANDS = sorted(
    path.stem for path in python_files(*CODE) if path.parent.name == "commands" and path.stem != "__init__"
)


def section(title: str) -> str:
    """What stands in docs/operations.md under `title`."""
    parts = re.split(r"^## ", OPERATIONS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    [found] = [part for part in parts if part.startswith(f"{title}\n")]
    return found


def first_column(title: str) -> set[str]:
    """The words in code style in the first column of the table under `title`."""
    cells = re.findall(r"^\|([^|]*)\|", section(title), flags=re.MULTILINE)
    return {word for cell in cells for word in re.findall(r"`(\w+)[^`]*`", cell)}


def readings() -> list[tuple[str, ast.Call]]:
    """Each call of a reader of cms.env, with the name it reads."""
    return [
        (str(node.args[0].value), node)
        for path in python_files(*CODE)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).startswith("env.")
        and node.args
        and isinstance(node.args[0], ast.Constant)
    ]


def variables_read() -> set[str]:
    """The names that the settings read through cms.env."""
    return {name for name, _call in readings()}


def default_said(call: ast.Call) -> str:
    """How the table says the default of a reading."""
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
    missing = variables_read() - first_column("Settings")
    assert not missing, f"Explain {sorted(missing)} in the table of settings of docs/operations.md."


def test_every_variable_that_is_explained_is_read() -> None:
    stale = first_column("Settings") - variables_read() - READ_ELSEWHERE
    assert not stale, f"Nothing reads {sorted(stale)}: take them out of docs/operations.md."


@pytest.mark.parametrize(
    ("name", "call"), readings(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_the_default_that_is_explained_is_the_one_that_is_used(name: str, call: ast.Call) -> None:
    said = defaults_explained().get(name, "")
    assert default_said(call) in said, f"{name}: docs/operations.md says “{said.strip()}”."


def test_the_environment_is_read_in_one_place() -> None:
    readers = {
        place(path)
        for path in python_files(*CODE)
        if re.search(r"os\.(environ|getenv)", path.read_text(encoding="utf-8"))
    }
    assert readers <= MAY_READ_THE_ENVIRONMENT, (
        f"{sorted(readers - MAY_READ_THE_ENVIRONMENT)}: read the environment in cms/settings, through cms.env."
    )


@pytest.mark.parametrize("command", OWN_COMMANDS)
def test_every_command_is_explained(command: str) -> None:
    assert command in first_column("Commands"), (
        f"Explain `{command}` in the table of commands of docs/operations.md."
    )


def test_every_command_that_is_explained_exists() -> None:
    gone = first_column("Commands") - set(get_commands())
    assert not gone, f"No such command: take {sorted(gone)} out of docs/operations.md."


@pytest.mark.parametrize("command", OWN_COMMANDS)
def test_a_command_says_what_it_does(command: str) -> None:

    assert load_command_class(get_commands()[command], command).help, f"Give the command {command} a `help`."


def test_every_variable_of_the_makefile_is_explained() -> None:
    names = re.findall(r"^(\w+) \?=", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    text = OPERATIONS.read_text(encoding="utf-8")
    missing = [name for name in names if f"{name}=" not in text]
    assert not missing, f"Show in docs/operations.md how to give {missing} to make."
