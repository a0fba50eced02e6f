"""Spreadsheet files, ours and Wagtail's: accents are readable, no cell is a formula, times are local."""

import csv
import io
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from home.spreadsheets import escape_formula
from lessons.models import GuideIndexPage
from lessons.quality.models import Report
from tests.factories import GuideIndexPageFactory, GuidePageFactory, make_site

pytestmark = pytest.mark.django_db
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
FORMULA = '=HYPERLINK("https://exemple.fr";"Cliquez")'
RECEIVED = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
INBOX = "/administration/qualite/signalements/?export="
EXPORTS = [
    "qualite/signalements/",
    "qualite/a-reverifier/",
    "qualite/liens/",
    "reports/site-history/",
    "reports/locked/",
    "reports/aging-pages/",
    "reports/workflow/",
    "reports/workflow_tasks/",
    "redirects/",
]


@pytest.fixture
def index() -> GuideIndexPage:
    page: GuideIndexPage = GuideIndexPageFactory(parent=make_site())
    return page


@pytest.fixture
def report(index: GuideIndexPage) -> Report:
    guide = GuidePageFactory(parent=index, title=FORMULA)
    report = Report.objects.create(
        guide=guide, step_title="Étape", reason="other", text="+33\x0b rien, \n«é»"
    )
    Report.objects.update(created_at=RECEIVED)
    return report


@pytest.mark.parametrize(
    "beginning", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\N{FULLWIDTH EQUALS SIGN}"]
)
def test_a_cell_that_would_be_a_formula_is_text(beginning: str) -> None:
    assert escape_formula(f"{beginning}1+1") == f"'{beginning}1+1"


@pytest.mark.parametrize("text", ["", "Étape 1 = se connecter", "a-b", "12", "'=1"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert escape_formula(text) == text


def test_reports_open_in_excel_as_they_were_written(report: Report, admin_client: Client) -> None:
    content = admin_client.get(f"{INBOX}csv").getvalue()
    assert content.startswith(BYTE_ORDER_MARK)
    _head, [title, step, _reason, text, _status, received] = csv.reader(
        io.StringIO(content.decode("utf-8-sig"))
    )
    assert (title, step, text) == (f"'{FORMULA}", "Étape", "'+33  rien, \n«é»")
    assert received == "2026-07-01 12:00"


def test_a_workbook_holds_no_formula_and_no_character_it_cannot_hold(
    report: Report, admin_client: Client, settings: Any
) -> None:
    settings.TIME_ZONE = "Indian/Reunion"
    book = load_workbook(io.BytesIO(admin_client.get(f"{INBOX}xlsx").getvalue()))
    title, step, _reason, text, _status, received = list(book.active.rows)[1]
    assert (title.value, title.data_type, step.value, text.value) == (
        FORMULA,
        "s",
        "Étape",
        "+33  rien, \n«é»",
    )
    assert received.value == datetime.fromisoformat("2026-07-01T14:00")


@pytest.mark.parametrize("path", EXPORTS)
def test_every_export_of_the_administration_is_so(report: Report, admin_client: Client, path: str) -> None:
    report.guide.title = "=2+2\x0b"
    report.guide.save_revision().publish()
    response = admin_client.get(f"/administration/{path}?export=csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    content = response.getvalue()
    assert content.startswith(BYTE_ORDER_MARK)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert not [cell for row in rows for cell in row if cell.startswith("=")]
    assert admin_client.get(f"/administration/{path}?export=xlsx").status_code == 200
