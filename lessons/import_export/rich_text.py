"""Rich text in guide files: a short Markdown, or HTML where the Markdown would lose something."""

import re
from collections.abc import Callable, Iterator
from html import escape

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag
from markdown_it import MarkdownIt
from markdown_it.token import Token

from home.url_validation import LINK_BEGINNINGS

ALLOWED_TAGS = frozenset({"p", "ul", "ol", "li", "b", "i", "code", "a", "br"})
ALLOWED_LINKS = (*LINK_BEGINNINGS, "guide:")
SAME = {"strong": "b", "em": "i"}
_INLINE_MARKS = {"b": "**", "i": "*"}
MAX_DEPTH = 20
_CODE = re.compile(r"`[^`]*`")
_BROKEN_LINK = re.compile(r"(?<!\\)\]\(((?:https?|mailto|tel|guide):[^()\n]*\s[^()\n\"']*)\)")
_SPECIAL = re.compile(r"([\\`*_\[\]<>&])")
_LIST_NUMBER = re.compile(r"(\d{1,9})([.)](?=\s|$))")
_LIST_LIKE = re.compile(r"^(\s*)([-+#]|\d+[.)])(?=\s|$)", re.MULTILINE)


class _ShortMarkdown(MarkdownIt):
    """Markdown with only the syntax of the short form."""

    def __init__(self) -> None:
        super().__init__("zero")
        self.enable(["emphasis", "link", "list", "backticks", "escape", "newline"])

    def validateLink(self, url: str) -> bool:  # noqa: N802  The library's name.
        return url.startswith(ALLOWED_LINKS)


_markdown = _ShortMarkdown()


class UnknownMarkupError(ValueError):
    """Markup that a guide cannot hold. The message is a French sentence."""


def to_html(text: str) -> str:
    """Convert rich text of a guide file to HTML.

    Raises:
        UnknownMarkupError: for HTML outside the allowed tags, and for a link that would be shown as raw text.
    """
    if text.lstrip().startswith("<"):
        return clean_html(text)
    if broken := _BROKEN_LINK.search(_CODE.sub("", text)):
        raise UnknownMarkupError(f"l’adresse « {broken[1]} » contient une espace : écrivez %20 à sa place.")
    return _render(_tokens(text))


def to_text(html: str) -> str:
    """Return the shortest form of `html` that `to_html` converts back without loss."""
    html = clean_html(html)
    text = "\n\n".join(filter(None, (_block(node) for node in _parse(html).children))).strip()
    return text if _says(text, html) else html


def _says(text: str, html: str) -> bool:
    try:
        return to_html(text) == html
    except UnknownMarkupError:
        return False


def clean_html(html: str) -> str:
    """Return `html` in canonical form. Raises UnknownMarkupError for markup that a guide cannot hold."""
    return "".join(_canonical(node) for node in _parse(html).children).strip()


def _parse(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def _canonical(node: PageElement, depth: int = 0) -> str:
    if isinstance(node, NavigableString):
        return escape(str(node), quote=False)
    if not isinstance(node, Tag):
        return ""
    if depth > MAX_DEPTH:
        raise UnknownMarkupError("il y a trop de balises les unes dans les autres.")
    name = SAME.get(node.name, node.name)
    if name not in ALLOWED_TAGS:
        raise UnknownMarkupError(f"la balise <{node.name}> n’est pas permise.")
    if name == "br":
        return "<br/>"
    attributes = ""
    if name == "a":
        address = str(node.get("href", ""))
        if not address.startswith(ALLOWED_LINKS):
            raise UnknownMarkupError(f"le lien « {address} » doit commencer par https:// ou guide:.")
        attributes = f' href="{escape(address)}"'
    inside = "".join(_canonical(child, depth + 1) for child in node.children)
    return f"<{name}{attributes}>{inside}</{name}>"


def _tokens(text: str) -> list[Token]:
    """Parse Markdown; a paragraph that begins with a number other than 1 is no list: « 2042. » is kept."""
    lines = text.split("\n")
    for _nesting in range(MAX_DEPTH):
        tokens = _markdown.parse("\n".join(lines))
        stray = set(_stray_lines(tokens))
        if not stray:
            break
        for line in stray:
            lines[line] = _LIST_NUMBER.sub(r"\1\\\2", lines[line], count=1)
    return tokens


def _stray_lines(tokens: list[Token]) -> Iterator[int]:
    """Yield the lines of items in a numbered list before its number 1."""
    are_stray: list[bool] = []  # For each open list, whether its number 1 has not been reached yet.
    for token in tokens:
        if token.type.endswith("_list_open"):
            are_stray.append(token.attrGet("start") is not None)
        elif token.type.endswith("_list_close"):
            are_stray.pop()
        elif token.type == "list_item_open" and are_stray[-1]:
            are_stray[-1] = token.info != "1"
            if are_stray[-1] and token.map:
                yield token.map[0]


def _render(tokens: list[Token]) -> str:
    return "".join(_render_one(token) for token in tokens)


def _render_one(token: Token) -> str:
    render = _RENDERERS.get(token.type)
    return render(token) if render else _tag(token)


def _tag(token: Token) -> str:
    if token.hidden or (token.tag == "p" and token.level > 0):
        return ""  # Wagtail stores list items without a paragraph.
    name = SAME.get(token.tag, token.tag)
    address = token.attrGet("href")
    if token.attrGet("title"):
        raise UnknownMarkupError(
            "un lien n’a pas de titre entre guillemets : mettez ces mots dans la phrase."
        )
    attributes = f' href="{escape(str(address))}"' if address else ""
    return f"</{name}>" if token.nesting < 0 else f"<{name}{attributes}>"


def _escaped(token: Token) -> str:
    return escape(token.content, quote=False)


_RENDERERS: dict[str, Callable[[Token], str]] = {
    "inline": lambda token: _render(token.children or []),
    "text": _escaped,
    "code_inline": lambda token: f"<code>{_escaped(token)}</code>",
    "softbreak": lambda _token: " ",
    "hardbreak": lambda _token: "<br/>",
}


def _block(node: PageElement) -> str:
    if isinstance(node, Tag) and node.name in {"ul", "ol"}:
        return "\n".join(
            _item(child, number, node.name) for number, child in enumerate(node.find_all("li"), start=1)
        )
    if isinstance(node, Tag):
        return _LIST_LIKE.sub(r"\1\\\2", "".join(_inline(child) for child in node.children))
    return ""


def _item(item: Tag, number: int, parent: str) -> str:
    mark = "-" if parent == "ul" else f"{number}."
    return f"{mark} " + "".join(_inline(child) for child in item.children)


def _inline(node: PageElement) -> str:
    if isinstance(node, NavigableString):
        return _SPECIAL.sub(r"\\\1", str(node))
    if not isinstance(node, Tag):
        return ""
    if node.name == "br":
        return "\\\n"
    if node.name == "code":
        return f"`{node.get_text()}`"
    inside = "".join(_inline(child) for child in node.children)
    if node.name == "a":
        return f"[{inside}]({node.get('href', '')})"
    mark = _INLINE_MARKS.get(node.name, "")
    return f"{mark}{inside}{mark}"
