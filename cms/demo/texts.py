"""Reads the texts of the demo site from Markdown files, one per page."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

FOLDER = Path(__file__).parent / "pages"
_markdown = MarkdownIt("zero").enable(["heading", "emphasis", "link", "list", "backticks"])
_TAGS = {"strong": "b", "em": "i"}


@dataclass(frozen=True)
class PageText:
    """A plain page. `body` alternates headings and rich text, in the format of its StreamField."""

    slug: str
    title: str
    introduction: str
    body: list[tuple[str, str]]


def read_page(slug: str) -> PageText:
    """Read `pages/<slug>.md`: a title, a one-paragraph introduction, then sections that begin with `##`."""
    parts = list(_parts(_markdown.parse((FOLDER / f"{slug}.md").read_text(encoding="utf-8"))))
    (_, title), (_, introduction), *body = parts
    return PageText(slug, title, _plain(introduction), body)


def _parts(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    """Yield headings as ("heading", text) and the content between them as ("text", HTML)."""
    html = ""
    for token, previous in zip(tokens, [None, *tokens], strict=False):
        if previous is not None and previous.type == "heading_open":
            yield "heading", token.content
        elif token.type == "heading_open" and html:
            yield "text", html
            html = ""
        elif token.tag not in {"h1", "h2"}:
            html += _html(token)
    yield "text", html


def _html(token: Token) -> str:
    if token.type == "inline":
        return "".join(_html(child) for child in token.children or [])
    if token.type in {"text", "code_inline"}:
        words = escape(token.content, quote=False)
        return words if token.type == "text" else f"<code>{words}</code>"
    if token.hidden or token.type == "softbreak":
        return "" if token.hidden else " "
    return _tag(token)


def _tag(token: Token) -> str:
    name = _TAGS.get(token.tag, token.tag)
    if token.nesting < 0:
        return f"</{name}>"
    href = token.attrGet("href")
    return f'<{name} href="{escape(str(href))}">' if href else f"<{name}>"


def _plain(html: str) -> str:
    return html.removeprefix("<p>").removesuffix("</p>")
