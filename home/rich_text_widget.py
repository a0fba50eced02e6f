"""Texts of Wagtail's editor as they come in: JSON, of which nobody's page can be sure."""

from typing import Any

from django.core.exceptions import BadRequest
from draftjs_exporter.dom import DOM
from draftjs_exporter.error import ExporterException
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.whitelist import check_url

MAX_ID_DIGITS = 9  # Digits of the number of a page, which a database can be asked for.
UNREADABLE = (
    ArithmeticError,
    AttributeError,
    ExporterException,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


class RichTextArea(DraftailRichTextArea):
    """Wagtail's, which trusts its own page: a text that it cannot read, or no database can hold, raised errors."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The text as HTML. Raises BadRequest for what no editor sends."""
        try:
            html = super().value_from_datadict(data, files, name)
            (html or "").encode()  # JSON can say half a letter.
        except UNREADABLE as error:
            raise BadRequest(f"{name}: {type(error).__name__}: {error}") from error
        if "\x00" in (html or ""):
            raise BadRequest(f"{name}: NUL")
        return html


def link(props: dict[str, Any]) -> Any:
    """A link, to a page by its number or to an address; words alone when it leads to neither.

    A number that is none would be kept for ever, and every page that shows the text would fail.
    """
    number, address = str(props.get("id", "")), props.get("url")
    if is_page_number(number):
        return DOM.create_element("a", {"linktype": "page", "id": str(int(number))}, props["children"])
    if props.get("id") is None and isinstance(address, str):
        return DOM.create_element("a", {"href": check_url(address)}, props["children"])
    return props["children"]


def is_page_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= MAX_ID_DIGITS
