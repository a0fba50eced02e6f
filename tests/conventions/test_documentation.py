"""The documentation leads to what exists, and everything in it can be reached from its first page."""

import re
from pathlib import Path

import pytest

from tests.conventions.project import CODE, DOCS, ROOT, place

INDEX = DOCS / "index.md"
PAGES = sorted([ROOT / "README.md", *DOCS.rglob("*.md")])
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE_BLOCK = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
FOLDERS = (*CODE, "templates", "static", "tests", "docs")
FILE = re.compile(rf"`((?:{'|'.join(FOLDERS)})/[\w./-]*)`")
TARGET = re.compile(r"^([a-z][a-z-]*):(?!=)", re.MULTILINE)
each_page = pytest.mark.parametrize("path", PAGES, ids=place)


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def links(path: Path) -> list[str]:
    """The links of a page to other files of the project, or to a heading."""
    found = LINK.findall(CODE_BLOCK.sub("", text_of(path)))
    return [link for link in found if not re.match(r"[a-z]+:", link)]


def anchors(path: Path) -> set[str]:
    """The names that headings of a page get."""
    headings = re.findall(r"^#+ (.+)$", CODE_BLOCK.sub("", text_of(path)), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@each_page
def test_its_links_lead_somewhere(path: Path) -> None:
    for link in links(path):
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.exists(), f"{place(path)}: no file at {link}."
        assert not anchor or anchor in anchors(target), f"{place(path)}: no heading at {link}."


@each_page
def test_the_files_it_names_exist(path: Path) -> None:
    for name in FILE.findall(CODE_BLOCK.sub("", text_of(path))):
        assert (ROOT / name).exists(), f"{place(path)} names {name}, which does not exist."


@each_page
def test_it_has_one_title(path: Path) -> None:
    titles = re.findall(r"^# .+$", CODE_BLOCK.sub("", text_of(path)), flags=re.MULTILINE)
    assert len(titles) == 1, f"{place(path)}: begin with one title."


@pytest.mark.parametrize(
    "path", [page for page in PAGES if DOCS in page.parents and page != INDEX], ids=place
)
def test_the_first_page_leads_to_it(path: Path) -> None:
    name = path.relative_to(DOCS).as_posix()
    assert name in links(INDEX), f"Link {place(path)} from docs/index.md, with what it is good for."


@pytest.mark.parametrize("path", DECISIONS, ids=place)
def test_a_decision_has_its_number_and_says_what_and_why(path: Path) -> None:
    number = int(path.name[:4])
    assert text_of(path).startswith(f"# {number}. "), (
        f"{place(path)}: begin with “# {number}. What is decided”."
    )
    assert [int(other.name[:4]) for other in DECISIONS].count(number) == 1, (
        f"Two decisions have number {number}."
    )
    for words in (("Decided", "Decision"), ("Why", "Context")):
        assert any(f"**{word}.**" in text_of(path) for word in words), (
            f"{place(path)} lacks a **{words[0]}.**"
        )


def test_every_target_of_make_is_explained_and_no_other() -> None:
    targets = {name for name in TARGET.findall(text_of(ROOT / "Makefile")) if not name.startswith("_")}
    said = {
        name
        for page in PAGES
        for name in re.findall(r"(?:`|^)make ([a-z]+)\b", text_of(page), flags=re.MULTILINE)
    }
    assert not targets - said, f"Say in README.md or docs what make {sorted(targets - said)} does."
    assert not said - targets, (
        f"The documentation speaks of make {sorted(said - targets)}, which does not exist."
    )


def test_what_make_lists_has_words() -> None:
    makefile = text_of(ROOT / "Makefile")
    for name in TARGET.findall(makefile):
        assert re.search(rf"^{name}:.*## \w", makefile, flags=re.MULTILINE), (
            f"make {name}: say what it does after ##."
        )
