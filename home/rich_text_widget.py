"""Validates the JSON that Wagtail's rich text editor submits, which any client can forge."""

from typing import Any

from django.core.exceptions import BadRequest
from draftjs_exporter.dom import DOM
from draftjs_exporter.error import ExporterException
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.whitelist import check_url

MAX_ID_DIGITS = 9  # Digits of a page ID that fits the database column.
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
    """Wagtail's widget, which raises errors on text that it cannot parse or that no database can store."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return the text as HTML. Raises BadRequest for input that the editor never sends."""
        try:
            html = super().value_from_datadict(data, files, name)
            (html or "").encode()  # JSON can contain lone surrogates, which cannot be encoded.
        except UNREADABLE as error:
            raise BadRequest(f"{name}: {type(error).__name__}: {error}") from error
        if "\x00" in (html or ""):
            raise BadRequest(f"{name}: NUL")
        return html


def link(props: dict[str, Any]) -> Any:
    """Render a link to a page ID or an address; return the text alone when it has neither.

    An invalid ID would be stored, and every page that shows the text would fail.
    """
    number, address = str(props.get("id", "")), props.get("url")
    if is_page_number(number):
        return DOM.create_element("a", {"linktype": "page", "id": str(int(number))}, props["children"])
    if props.get("id") is None and isinstance(address, str):
        return DOM.create_element("a", {"href": check_url(address)}, props["children"])
    return props["children"]


def is_page_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= MAX_ID_DIGITS
