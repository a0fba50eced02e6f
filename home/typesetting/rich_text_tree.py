"""Parses rich text into an allow-listed tree. Text nodes can never become typesetter markup."""

from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag
from wagtail.rich_text import expand_db_html

from home.url_validation import may_be_linked

Node = dict[str, Any]

MAX_DEPTH = 12
MAX_NODES = 2_000
KINDS = {
    **{name: name for name in ("p", "ul", "ol", "li", "strong", "em", "code", "a", "br")},
    "b": "strong",
    "i": "em",
    "h3": "p",
    "h4": "p",
}


def tree(source: str) -> list[Node]:
    """Parse `source`, as stored, into nodes `{"kind", "children"}` and `{"kind": "text", "text"}`.

    Unknown tags are replaced by their content, and links with a disallowed address by their text. Below
    twelve levels, only plain text is kept.
    """
    if not source:
        return []
    parsed = BeautifulSoup(expand_db_html(source), "html.parser")
    return _TreeReader().nodes(parsed, 0)


class _TreeReader:
    def __init__(self) -> None:
        self.left = MAX_NODES

    def nodes(self, parent: Tag, depth: int) -> list[Node]:
        return [node for child in parent.children for node in self._node(child, depth)]

    def _node(self, element: PageElement, depth: int) -> list[Node]:
        self.left -= 1
        if self.left < 0:
            return []
        if isinstance(element, NavigableString):
            text = str(element) if type(element) is NavigableString else ""
            return [{"kind": "text", "text": text}] if text else []
        if not isinstance(element, Tag):
            return []
        return self._tag(element, depth)

    def _tag(self, element: Tag, depth: int) -> list[Node]:
        kind = KINDS.get(element.name)
        if depth >= MAX_DEPTH:
            text = element.get_text()
            return [{"kind": "text", "text": text}] if text else []
        children = self.nodes(element, depth + 1)
        if kind is None or (kind == "p" and element.find_parent("p") is not None):
            return children
        node: Node = {"kind": kind, "children": children}
        if kind == "a":
            address = str(element.get("href", ""))
            if not may_be_linked(address):
                return children
            node["address"] = address
        return [node]
