"""The files of the project that the conventions check. Each is read and parsed once per session."""

import ast
import re
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
CODE = ("cms", "home", "lessons")
TEMPLATES = ROOT / "templates"
DOCS = ROOT / "docs"


def python_files(*folders: str, name: str = "*.py") -> list[Path]:
    """The Python files below `folders` that match `name`, without migrations. There must be at least one."""
    found = (path for folder in folders for path in (ROOT / folder).rglob(name))
    files = sorted(path for path in found if "migrations" not in path.parts)
    assert files, f"No {name} below {folders}: a rule would look at nothing."
    return files


def template_files() -> list[Path]:
    files = sorted(TEMPLATES.rglob("*.html"))
    assert files, "No template: a rule would look at nothing."
    return files


def place(path: Path, line: int | None = None) -> str:
    """A location in a file: its path from the root of the project, and a line number."""
    name = path.relative_to(ROOT).as_posix()
    return name if line is None else f"{name}:{line}"


def template_name(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(text_of(path), filename=str(path))


def line_count(path: Path) -> int:
    return len(text_of(path).splitlines())


def occurrences(pattern: re.Pattern[str], text: str) -> list[tuple[int, str]]:
    """Each match of `pattern`, or its first group if it has one, preceded by its line number."""
    return [
        (text.count("\n", 0, match.start()) + 1, match[min(1, pattern.groups)])
        for match in pattern.finditer(text)
    ]


def words_said(path: Path) -> set[str]:
    """Every string literal in a Python file."""
    return {
        node.value
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
