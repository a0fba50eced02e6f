"""Makes the administration's spreadsheet exports safe: Excel reads accents correctly and runs no formula."""

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
MAX_CELL_LENGTH = 10_000_000  # Python's default limit, 131,072, would fail in the middle of a file.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # XML, and therefore a workbook, does not allow these.

csv.field_size_limit(MAX_CELL_LENGTH)


class SafeSpreadsheetMiddleware:
    """Adds a byte order mark to every CSV response, so Excel reads UTF-8, and escapes formulas."""

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
    """Escape `text` that a spreadsheet would run (https://owasp.org/www-community/attacks/CSV_Injection)."""
    return f"'{text}" if _FORMULA.match(text) else text


def _safe_rows(content: Iterable[bytes]) -> Iterator[bytes]:
    """Escape the rows of `content`. Each chunk must be one or more whole rows, as Wagtail writes them."""
    yield codecs.BOM_UTF8
    writer: Any = csv.writer(Echo())
    for row in csv.reader(codecs.iterdecode(content, "utf-8")):
        yield writer.writerow(map(escape_formula, row))


def _own_time(moment: datetime) -> datetime:
    """Return `moment` as naive local time, because spreadsheets have no time zones. Wagtail exports UTC."""
    return timezone.make_naive(moment) if timezone.is_aware(moment) else moment


def _words(value: Any) -> Any:
    text = force_str(value, strings_only=True)
    return _CONTROL.sub(" ", text) if isinstance(text, str) else text


def install_cell_formats() -> None:
    """Register our formats in Wagtail's table, by class and file format; `object` is the fallback."""
    table: dict[Any, Any] = SpreadsheetExportMixin.custom_value_preprocess
    table[datetime] = {"xlsx": _own_time, "csv": lambda moment: f"{_own_time(moment):%Y-%m-%d %H:%M}"}
    table[object] = {"xlsx": _words, "csv": _words}
