"""WeasyPrint on the guide's own page."""

from collections.abc import Sequence

from weasyprint import HTML

from tests.bench.makers import clock


def run(addresses: Sequence[str]) -> None:
    clock.run(lambda address: bytes(HTML(address).write_pdf(pdf_variant="pdf/ua-1")), addresses)
