"""Code stays small, named for its subject, and in its place."""

import ast
from pathlib import Path

import pytest

from tests.conventions.project import CODE, ROOT, line_count, parsed, place, python_files, template_files

MODULES = python_files(*CODE)
MODULES_AND_TESTS = python_files(*CODE, "tests")
LONGEST_MODULE, LONGEST_FUNCTION, LONGEST_TEMPLATE = 300, 30, 80
NAMES_THAT_SAY_NOTHING = {
    "base_utils",
    "common",
    "core",
    "helper",
    "helpers",
    "misc",
    "tools",
    "util",
    "utils",
}


def each(paths: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", paths, ids=place)


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [
        node for node in ast.walk(parsed(path)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    ]


def height(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def steps_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function. Its docstring does not count; a table, one field a line, counts as one."""
    said = height(function.body[0]) if ast.get_docstring(function) else 0
    tables = [
        node
        for node in function.body
        if isinstance(node, (ast.Return, ast.Assign, ast.AnnAssign))
        and isinstance(node.value, (ast.Dict, ast.Call))
    ]
    return height(function) - said - sum(height(table) - 1 for table in tables)


@each([path for path in MODULES_AND_TESTS if path.name == "__init__.py"])
def test_a_package_says_what_it_owns(path: Path) -> None:
    assert ast.get_docstring(parsed(path)), (
        f"Begin {place(path)} with a docstring: what the package owns, what it does not know."
    )


@each(sorted({path.parent for path in MODULES_AND_TESTS}))
def test_a_folder_of_code_is_a_package(path: Path) -> None:
    assert (path / "__init__.py").exists(), (
        f"{place(path)} holds code: give it an __init__.py with a docstring."
    )


@each([path for path in MODULES if path.name != "__init__.py"])
def test_a_module_says_what_it_is_for(path: Path) -> None:
    commands = path.parent.name == "commands"
    assert commands or ast.get_docstring(parsed(path)), f"Begin {place(path)} with a docstring."


@each(MODULES_AND_TESTS)
def test_a_module_is_named_for_its_subject(path: Path) -> None:
    words = {path.stem, path.parent.name} if path.name == "__init__.py" else {path.stem}
    assert not words & NAMES_THAT_SAY_NOTHING, (
        f"{place(path)}: name it for what it holds, and split it by subject."
    )


@each(MODULES_AND_TESTS)
def test_a_module_is_short(path: Path) -> None:
    assert line_count(path) <= LONGEST_MODULE, (
        f"{place(path)} has {line_count(path)} lines, {LONGEST_MODULE} at most: split it by subject."
    )


@each(MODULES)
def test_a_function_is_short(path: Path) -> None:
    for function in functions(path):
        length = steps_of(function)
        assert length <= LONGEST_FUNCTION, (
            f"{place(path)}: {function.name} has {length} lines, {LONGEST_FUNCTION} at most: name its parts."
        )


@each(template_files())
def test_a_template_is_short(path: Path) -> None:
    assert line_count(path) <= LONGEST_TEMPLATE, (
        f"{place(path)} has {line_count(path)} lines, {LONGEST_TEMPLATE} at most: make an include of a part."
    )


@each(MODULES_AND_TESTS)
def test_imports_name_the_whole_path(path: Path) -> None:
    relative = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.ImportFrom) and node.level]
    assert not relative, f"{place(path)}, line {relative[0].lineno}: import from the top, not from a dot."


@each([path for path in MODULES if path.name == "wagtail_hooks.py"])
def test_hooks_only_register(path: Path) -> None:
    for node in parsed(path).body:
        assert _is_registration(node), (
            f"{place(path)}, line {node.lineno}: a wagtail_hooks module registers only. "
            "Move this to the module of its subject and import it."
        )


def _is_registration(node: ast.stmt) -> bool:
    """An import, a docstring, a constant, a hook, or a call that registers."""
    if isinstance(node, ast.Expr):
        called = node.value.func if isinstance(node.value, ast.Call) else None
        name = getattr(called, "id", getattr(called, "attr", ""))
        return isinstance(node.value, ast.Constant) or name.startswith("register")
    if isinstance(node, ast.FunctionDef):
        return any("register" in ast.unparse(decorator) for decorator in node.decorator_list)
    if isinstance(node, ast.Assign):
        return isinstance(node.value, ast.Constant)
    return isinstance(node, (ast.Import, ast.ImportFrom))


@each([path for path in python_files("tests") if path.name.startswith("test_")])
def test_the_name_of_a_test_is_a_sentence(path: Path) -> None:
    for function in functions(path):
        if function.name.startswith("test_"):
            assert function.name.count("_") >= 3, (
                f"{place(path)}: say what {function.name} proves, as a sentence."
            )


def test_the_top_of_the_project_holds_what_a_reader_expects() -> None:
    expected = {
        "cms",
        "home",
        "lessons",
        "templates",
        "static",
        "tests",
        "docs",
        "manage.py",
        "pyproject.toml",
    }
    assert not {name for name in expected if not (ROOT / name).exists()}
    apps = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert apps - {"tests"} == set(CODE), (
        "A new app at the top: add it to CODE in tests/conventions/project.py."
    )
