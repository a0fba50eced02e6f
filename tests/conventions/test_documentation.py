"""Links and names in the documentation are valid, and every page can be reached from its first page."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

from tests.conventions.offenders import assert_none
from tests.conventions.project import CODE, DOCS, ROOT, occurrences, place, python_files, text_of

INDEX = DOCS / "index.md"
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md")])
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))
RENAMED = DOCS / "decisions" / "0035-names.md"  # Lists former names of modules.
MAKEFILE = ROOT / "Makefile"
LINK = re.compile(r"\]\((?![a-z]+:)([^)\s]+)\)")  # To another file of the project, or to a heading.
TITLE = re.compile(r"^# .+$", re.MULTILINE)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
CODE_BLOCK = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
FOLDERS = (*CODE, "templates", "static", "tests", "docs")
FILE = re.compile(rf"`((?:{'|'.join(FOLDERS)})/[\w./-]*)`")
MODULE = re.compile(r"`(?:[\w-]+/)*([\w-]+\.py)`")
TARGET = re.compile(r"^([a-z][a-z-]*):(?!=)", re.MULTILINE)
TARGET_SAID = re.compile(r"(?:`|^)make ([a-z]+)\b", re.MULTILINE)


@cache
def prose(path: Path) -> str:
    """The text of a page, with each line of code replaced by an empty line."""
    return CODE_BLOCK.sub(lambda block: "\n" * block[0].count("\n"), text_of(path))


@cache
def anchors(path: Path) -> set[str]:
    """The anchors of the headings of a page."""
    headings = [heading for _line, heading in occurrences(HEADING, prose(path))]
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def leads_somewhere(path: Path, link: str) -> bool:
    """Whether the file of a link exists, and contains the heading if the link names one."""
    name, _, anchor = link.partition("#")
    target = (path.parent / name).resolve() if name else path
    return target.exists() and (not anchor or anchor in anchors(target))


def number_of(decision: Path) -> str:
    return decision.name[:4].lstrip("0")


def test_the_rules_have_pages_and_decisions_to_look_at() -> None:
    assert INDEX in PAGES
    assert DECISIONS


def test_every_link_leads_somewhere() -> None:
    lost = [
        f"{place(page, line)}: {link}"
        for page in PAGES
        for line, link in occurrences(LINK, prose(page))
        if not leads_somewhere(page, link)
    ]
    assert_none(lost, "There is no such file, or no such heading in it.")


def test_every_file_that_is_named_exists() -> None:
    gone = [
        f"{place(page, line)}: {name}"
        for page in PAGES
        for line, name in occurrences(FILE, prose(page))
        if not (ROOT / name).exists()
    ]
    assert_none(gone, "There is no such file in the project.")


def test_every_module_that_is_named_exists() -> None:
    """A page about a package names its modules without their folder."""
    modules = {path.name for path in [*python_files(*CODE, "tests"), ROOT / "manage.py"]}
    gone = [
        f"{place(page, line)}: {name}"
        for page in set(PAGES) - {RENAMED}
        for line, name in occurrences(MODULE, prose(page))
        if name not in modules
    ]
    assert_none(gone, "There is no such module in the project.")


def test_every_page_has_one_title() -> None:
    titles = {page: len(TITLE.findall(prose(page))) for page in PAGES}
    wrong = [f"{place(page)}: {count} titles" for page, count in titles.items() if count != 1]
    assert_none(wrong, "Begin a page with one title.")


def test_the_first_page_leads_to_every_other() -> None:
    links = {link for _line, link in occurrences(LINK, prose(INDEX))}
    others = [page for page in PAGES if DOCS in page.parents and page != INDEX]
    unlinked = [place(page) for page in others if page.relative_to(DOCS).as_posix() not in links]
    assert_none(unlinked, "Link these pages from docs/index.md, with what each is good for.")


def test_every_decision_has_a_number_of_its_own() -> None:
    counts = Counter(map(number_of, DECISIONS))
    shared = [place(path) for path in DECISIONS if counts[number_of(path)] > 1]
    assert_none(shared, "Renumber the newer of these decisions: no two have the same number.")


def test_every_decision_begins_with_its_number() -> None:
    untitled = [place(path) for path in DECISIONS if not text_of(path).startswith(f"# {number_of(path)}. ")]
    assert_none(untitled, "Begin a decision with its number: “# 1. What is decided”.")


def test_every_decision_says_what_and_why() -> None:
    silent = [
        f"{place(path)}: **{words[0]}.**"
        for path in DECISIONS
        for words in (("Decided", "Decision"), ("Why", "Context"))
        if not any(f"**{word}.**" in text_of(path) for word in words)
    ]
    assert_none(silent, "A decision says what was decided and why.")


def test_every_target_of_make_is_explained() -> None:
    said = {name for page in PAGES for name in TARGET_SAID.findall(text_of(page))}
    unsaid = set(TARGET.findall(text_of(MAKEFILE))) - said
    assert_none(sorted(unsaid), "Say in README.md or docs what make does with these.")


def test_every_target_of_make_that_is_explained_exists() -> None:
    targets = TARGET.findall(text_of(MAKEFILE))
    gone = [
        f"{place(page, line)}: make {name}"
        for page in PAGES
        for line, name in occurrences(TARGET_SAID, text_of(page))
        if name not in targets
    ]
    assert_none(gone, "Make has no such target.")


def test_what_make_lists_has_words() -> None:
    explained = re.findall(r"^([a-z][a-z-]*):.*## \w", text_of(MAKEFILE), flags=re.MULTILINE)
    silent = [
        f"{place(MAKEFILE, line)}: {name}"
        for line, name in occurrences(TARGET, text_of(MAKEFILE))
        if name not in explained
    ]
    assert_none(silent, "Say after ## what each target of make does.")
