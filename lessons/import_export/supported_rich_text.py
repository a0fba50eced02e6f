"""Reduces stored rich text to what guide files support: other formatting and links go, their text stays."""

from itertools import groupby

from bs4 import BeautifulSoup
from bs4.element import PageElement, Tag

from lessons.import_export.rich_text import (
    ALLOWED_LINKS,
    ALLOWED_TAGS,
    MAX_DEPTH,
    SAME,
    UnknownMarkupError,
    clean_html,
    to_text,
)

UNSEEN = ("script", "style", "template")
BLOCKS = frozenset({"p", "ul", "ol"})


def supported_text(html: str) -> tuple[str, bool]:
    """Return the short form of `html`, and whether it lost formatting or links.

    The editor of the administration produces only what is supported. Other sources can store more: anchor
    links, headings, quotations, or whatever a script wrote to the database.
    """
    try:
        clean_html(html)
        is_less = False
    except UnknownMarkupError:
        is_less = True
    return to_text(_only_allowed(html)), is_less


def _only_allowed(html: str) -> str:
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(UNSEEN):
        tag.decompose()
    for tag in soup.find_all(True):  # Outer tags first, so that the remaining tags are never too deep.
        if _is_held(tag):
            continue
        if tag.parent is soup and tag.get_text().strip() and not tag.find(BLOCKS):
            tag.name, tag.attrs = "p", {}
        else:
            tag.unwrap()
    _in_paragraphs(soup)
    return str(soup)


def _is_held(tag: Tag) -> bool:
    name = SAME.get(tag.name, tag.name)
    is_link_held = name != "a" or str(tag.get("href", "")).startswith(ALLOWED_LINKS)
    return name in ALLOWED_TAGS and is_link_held and len(list(tag.parents)) <= MAX_DEPTH


def _in_paragraphs(soup: BeautifulSoup) -> None:
    """Wrap text outside of blocks in paragraphs; the reader would otherwise parse it as Markdown."""
    for is_block, nodes in groupby(list(soup.contents), _is_block):
        run = list(nodes)
        if is_block or not "".join(node.get_text() for node in run).strip():
            continue
        paragraph = soup.new_tag("p")
        run[0].insert_before(paragraph)
        paragraph.extend(run)


def _is_block(node: PageElement) -> bool:
    return isinstance(node, Tag) and node.name in BLOCKS
