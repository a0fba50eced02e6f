"""The help for editors: the text of docs/editing.md, inside the administration."""

import re
from html import unescape
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from markdown_it import MarkdownIt

from home.text.html import trusted_html

SOURCE = Path("docs") / "editing.md"


def editing_help(request: HttpRequest) -> HttpResponse:
    """The help page, with a table of contents made of its second-level headings."""
    text = (Path(settings.BASE_DIR) / SOURCE).read_text(encoding="utf-8").replace("'", "’")
    title, body = re.split(r"\n", text.removeprefix("# "), maxsplit=1)
    html, headings = _with_anchors(MarkdownIt("commonmark", {"html": False}).enable("table").render(body))
    context = {"title": title, "headings": headings, "text": trusted_html(html)}
    return render(request, "lessons/quality/help.html", context)


def _with_anchors(html: str) -> tuple[str, list[tuple[str, str]]]:
    headings: list[tuple[str, str]] = []

    def anchored(match: re.Match[str]) -> str:
        headings.append((f"aide-{len(headings) + 1}", unescape(re.sub(r"<[^>]+>", "", match[1]))))
        return f'<h2 id="{headings[-1][0]}">{match[1]}</h2>'

    return re.sub(r"<h2>(.*?)</h2>", anchored, html), headings
