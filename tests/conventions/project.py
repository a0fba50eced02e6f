"""The files of the project, as the conventions look at them."""

import ast
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
CODE = ("cms", "home", "lessons")
TEMPLATES = ROOT / "templates"
DOCS = ROOT / "docs"


def python_files(*folders: str) -> list[Path]:
    """The Python files below `folders` of the project, without migrations."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def template_files() -> list[Path]:
    return sorted(TEMPLATES.rglob("*.html"))


def place(path: Path) -> str:
    """The path of a file as one names it: from the root of the project."""
    return path.relative_to(ROOT).as_posix()


def template_name(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def line_count(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def words_said(path: Path) -> set[str]:
    """Every string that stands in a Python file."""
    return {
        node.value
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
