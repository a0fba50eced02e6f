"""No code exists for tests alone: what the project itself does not use is removed."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.conventions.offenders import assert_none
from tests.conventions.project import CODE, ROOT, parsed, place, python_files, template_files, text_of

# Used by Django and gunicorn by name.
READ_ELSEWHERE = {ROOT / "cms" / "gunicorn_settings.py", *(ROOT / "cms" / "settings").glob("*.py")}
CALLED_BY_FRAMEWORKS = {"SearchBackend", "handler500", "process_template_response"}
Named = tuple[str, ast.stmt]


def own_names(body: list[ast.stmt]) -> Iterator[Named]:
    """The names that a module and its base-less classes define; frameworks call inherited methods."""
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield node.name, node
            if not node.bases:
                yield from own_names(node.body)
        elif isinstance(node, ast.FunctionDef) and not registered(node):
            yield node.name, node
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from ((target.id, node) for target in targets if isinstance(target, ast.Name))


def registered(function: ast.FunctionDef) -> bool:
    """Whether a decorator registers the function: `@hooks.register(…)`, `@register.simple_tag`."""
    return any("register" in ast.unparse(decorator) for decorator in function.decorator_list)


def words_of_code(path: Path) -> list[str]:
    """The words of a module without its comments and docstrings."""
    tree = ast.parse(text_of(path))
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node):
            node.body[0] = ast.Pass()
    return re.findall(r"\w+", ast.unparse(tree))


def test_everything_is_used_by_the_code_itself() -> None:
    modules = [path for path in python_files(*CODE) if path not in READ_ELSEWHERE]
    said: Counter[str] = Counter()
    for path in [*modules, *READ_ELSEWHERE]:
        said.update(words_of_code(path))
    for path in [*template_files(), ROOT / "pyproject.toml"]:
        said.update(re.findall(r"\w+", text_of(path)))
    unused = [
        f"{place(path, node.lineno)}: {name}"
        for path in modules
        for name, node in own_names(parsed(path).body)
        if said[name] == 1 and not name.startswith("__") and name not in CALLED_BY_FRAMEWORKS
    ]
    assert_none(unused, "The code itself does not use these: delete them, with their tests.")
