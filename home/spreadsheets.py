"""Files for spreadsheets, whichever part of the administration gives them: Excel reads their accents and runs nothing."""

import codecs
import csv
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.encoding import force_str
from wagtail.admin.views.mixins import Echo, SpreadsheetExportMixin

CSV = "text/csv"
MAX_CELL_LENGTH = 10_000_000  # Python's own limit, 131,072, stops in the middle of a file.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # A workbook is XML, which has none of them.

csv.field_size_limit(MAX_CELL_LENGTH)


class SafeSpreadsheetMiddleware:
    """Gives every CSV file the mark by which Excel knows UTF-8, and makes text of what would be a formula."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, StreamingHttpResponse) and response["Content-Type"].startswith(CSV):
            rows: Any = response.streaming_content
            response.streaming_content = _safe_rows(rows)
            response["Content-Type"] = f"{CSV}; charset=utf-8"
        return response


def escape_formula(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula: https://owasp.org/www-community/attacks/CSV_Injection"""
    return f"'{text}" if _FORMULA.match(text) else text


def _safe_rows(content: Iterable[bytes]) -> Iterator[bytes]:
    """The rows of `content`, whose pieces are whole rows, as Wagtail writes them."""
    yield codecs.BOM_UTF8
    writer: Any = csv.writer(Echo())
    for row in csv.reader(codecs.iterdecode(content, "utf-8")):
        yield writer.writerow(map(escape_formula, row))


def _own_time(moment: datetime) -> datetime:
    """`moment` as the clocks of the place show it, without a zone: spreadsheets know none. Wagtail gives UTC."""
    return timezone.make_naive(moment) if timezone.is_aware(moment) else moment


def _words(value: Any) -> Any:
    text = force_str(value, strings_only=True)
    return _CONTROL.sub(" ", text) if isinstance(text, str) else text


def install_cell_formats() -> None:
    """Put our ways to write values in Wagtail's table, by class and format; the last one is for all other classes."""
    table: dict[Any, Any] = SpreadsheetExportMixin.custom_value_preprocess
    table[datetime] = {"xlsx": _own_time, "csv": lambda moment: f"{_own_time(moment):%Y-%m-%d %H:%M}"}
    table[object] = {"xlsx": _words, "csv": _words}
