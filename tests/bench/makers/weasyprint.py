"""WeasyPrint on a plain page of the guide."""

from collections.abc import Sequence

from weasyprint import HTML

from tests.bench.makers import clock


def run(addresses: Sequence[str], pack: Sequence[str]) -> None:
    clock.run(_make, addresses, lambda: [_make(address) for address in pack][-1])


def cold(address: str) -> None:
    clock.check(_make(address))


def _make(address: str) -> bytes:
    return bytes(HTML(filename=address).write_pdf(pdf_variant="pdf/ua-1"))
