"""Modules and functions are short, named for their subject, and in the right place."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.conventions.offenders import assert_none
from tests.conventions.project import CODE, ROOT, line_count, parsed, place, python_files, template_files

MODULES = python_files(*CODE)
MODULES_AND_TESTS = python_files(*CODE, "tests")
MAX_MODULE_LINES, MAX_FUNCTION_LINES, MAX_TEMPLATE_LINES = 300, 30, 80
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
NAMES_OF_DJANGO_AND_WAGTAIL = {
    "__init__",
    "admin",
    "apps",
    "fields",
    "forms",
    "middleware",
    "models",
    "urls",
    "views",
    "viewsets",
    "wagtail_hooks",
}
CLASSES_OF_DJANGO = {"Command"}
# A plain site with models of the same names, for comparison.
STOCK_WAGTAIL = ROOT / "tests" / "bench" / "stock"
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(paths: list[Path]) -> Iterator[tuple[Path, Function]]:
    """Every function of these modules, with the module it is in."""
    for path in paths:
        for node in ast.walk(parsed(path)):
            if isinstance(node, Function):
                yield path, node


def height(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def steps_of(function: Function) -> int:
    """The lines of a function. Its docstring does not count; a table with one field per line counts as one
    line.
    """
    said = height(function.body[0]) if ast.get_docstring(function) else 0
    tables = [
        node
        for node in function.body
        if isinstance(node, (ast.Return, ast.Assign, ast.AnnAssign))
        and isinstance(node.value, (ast.Dict, ast.Call))
    ]
    return height(function) - said - sum(height(table) - 1 for table in tables)


def longer_than(limit: int, paths: list[Path]) -> list[str]:
    return [f"{place(path)}: {line_count(path)} lines" for path in paths if line_count(path) > limit]


def test_a_package_says_what_it_owns() -> None:
    packages = python_files(*CODE, "tests", name="__init__.py")
    silent = [place(path) for path in packages if not ast.get_docstring(parsed(path))]
    assert_none(silent, "Begin with a docstring: what the package owns, what it does not know.")


def test_a_folder_of_code_is_a_package() -> None:
    folders = sorted({path.parent for path in MODULES_AND_TESTS})
    bare = [place(folder) for folder in folders if not (folder / "__init__.py").exists()]
    assert_none(bare, "These folders hold code: give each an __init__.py with a docstring.")


def test_a_module_says_what_it_is_for() -> None:
    modules = [path for path in MODULES if path.name != "__init__.py" and path.parent.name != "commands"]
    silent = [place(path) for path in modules if not ast.get_docstring(parsed(path))]
    assert_none(silent, "Begin with a docstring: what the module is for.")


def test_a_module_is_named_for_its_subject() -> None:
    subjects = {path: path.parent if path.name == "__init__.py" else path for path in MODULES_AND_TESTS}
    vague = [place(path) for path, subject in subjects.items() if subject.stem in NAMES_THAT_SAY_NOTHING]
    assert_none(vague, "Name it for what it holds, and split it by subject.")


def test_a_module_can_be_told_by_its_name() -> None:
    places = defaultdict(list)
    for path in MODULES:
        places[path.stem].append(place(path))
    many = [
        f"{name}: {', '.join(found)}"
        for name, found in places.items()
        if len(found) > 2 and name not in NAMES_OF_DJANGO_AND_WAGTAIL
    ]
    assert_none(many, "Three modules have this name: name each for what it holds.")


def test_a_class_has_a_name_of_its_own() -> None:
    places = defaultdict(list)
    for path in MODULES_AND_TESTS:
        if path.is_relative_to(STOCK_WAGTAIL):
            continue
        for node in parsed(path).body:
            if isinstance(node, ast.ClassDef):
                places[node.name].append(place(path, node.lineno))
    twice = [
        f"{name}: {', '.join(found)}"
        for name, found in places.items()
        if len(found) > 1 and name not in CLASSES_OF_DJANGO
    ]
    assert_none(twice, "Two classes have this name: say which is which.")


def test_a_module_is_short() -> None:
    long = longer_than(MAX_MODULE_LINES, MODULES_AND_TESTS)
    assert_none(long, f"A module has {MAX_MODULE_LINES} lines at most: split it by subject.")


def test_a_function_is_short() -> None:
    long = [
        f"{place(path, function.lineno)}: {function.name} has {steps_of(function)} lines"
        for path, function in functions(MODULES)
        if steps_of(function) > MAX_FUNCTION_LINES
    ]
    assert_none(long, f"A function has {MAX_FUNCTION_LINES} lines at most: name its parts.")


def test_a_template_is_short() -> None:
    long = longer_than(MAX_TEMPLATE_LINES, template_files())
    assert_none(long, f"A template has {MAX_TEMPLATE_LINES} lines at most: make an include of a part.")


def test_a_script_and_a_style_sheet_are_short() -> None:
    files = [path for kind in ("*.js", "*.css") for path in sorted((ROOT / "static").rglob(kind))]
    assert files
    long = longer_than(MAX_MODULE_LINES, files)
    assert_none(long, f"A script or style sheet has {MAX_MODULE_LINES} lines at most: split it by subject.")


def test_imports_name_the_whole_path() -> None:
    relative = [
        f"{place(path, node.lineno)}: {ast.unparse(node)}"
        for path in MODULES_AND_TESTS
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert_none(relative, "Import from the top, not from a dot.")


def test_hooks_only_register() -> None:
    others = [
        f"{place(path, node.lineno)}: {ast.unparse(node).splitlines()[0]}"
        for path in python_files(*CODE, name="wagtail_hooks.py")
        for node in parsed(path).body
        if not _is_registration(node)
    ]
    advice = "A wagtail_hooks module registers only. Move this to the module of its subject and import it."
    assert_none(others, advice)


def _is_registration(node: ast.stmt) -> bool:
    """An import, a docstring, a constant, a hook, or a call that registers something."""
    if isinstance(node, ast.Expr):
        called = node.value.func if isinstance(node.value, ast.Call) else None
        name = getattr(called, "id", getattr(called, "attr", ""))
        return isinstance(node.value, ast.Constant) or name.startswith("register")
    if isinstance(node, ast.FunctionDef):
        return any("register" in ast.unparse(decorator) for decorator in node.decorator_list)
    if isinstance(node, ast.Assign):
        return isinstance(node.value, ast.Constant)
    return isinstance(node, (ast.Import, ast.ImportFrom))


def test_the_name_of_a_test_is_a_sentence() -> None:
    short = [
        f"{place(path, function.lineno)}: {function.name}"
        for path, function in functions(python_files("tests", name="test_*.py"))
        if function.name.startswith("test_") and function.name.count("_") < 3
    ]
    assert_none(short, "Say what each of these tests proves, as a sentence.")


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
    missing = sorted(name for name in expected if not (ROOT / name).exists())
    assert_none(missing, "A reader expects these at the top of the project.")
    apps = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert apps - {"tests"} == set(CODE), (
        "A new app at the top: add it to CODE in tests/conventions/project.py."
    )
