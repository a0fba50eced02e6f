"""The contents of a PDF."""

from io import BytesIO

import page as page_validation
from pypdf import PdfReader


def assert_meets_pdf_ua(pdf: bytes) -> None:
    report = page_validation.validate_pdf_bytes(pdf, profile="ua-1")
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []
    assert report.checks.failed == 0


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, with each run of whitespace as one space."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def text_of(pdf: bytes) -> str:
    """The text of a PDF, with each run of whitespace as one space."""
    pages = PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def fonts_of(pdf: bytes) -> set[str]:
    """The names of the fonts in use, without their weights."""
    pages = PdfReader(BytesIO(pdf)).pages
    names = {str(font["/BaseFont"]) for page in pages for font in page["/Resources"]["/Font"].values()}
    return {name.partition("+")[2].partition("-")[0] for name in names}
