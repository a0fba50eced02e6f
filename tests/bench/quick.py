"""How fast pages are sent, compared with a static file of the same size and a stock Wagtail page with the
same blocks.

Run by `make bench`, or alone: `python -m tests.bench.quick`. The demo site is served as `make serve` does
(gunicorn, two workers, production settings, SQLite) and requested over loopback by four visitors without a
cookie. Rounds are interleaved, so that a busy moment of the machine affects all. Medians; what matters is the
ratios.
"""

import gzip
import statistics
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from tests.bench import stock
from tests.bench.client import ask, rate
from tests.bench.memory import megabytes, workers_of
from tests.support.server import GUNICORN, demo_environment, running

PAGES = {
    "home": "/",
    "guide": "/guides/declarer-ses-revenus-en-ligne/",
    "catalogue, words and facets": "/guides/?q=declarer+impot&niveau=debutant",
    "sheet (PDF) made before": "/guides/declarer-ses-revenus-en-ligne/fiche-apprenant.pdf",
}
ROUNDS, SECONDS, STARTS = 3, 3.0, 5
NOBODY_WAITS = {"TYPESETTING_SLOTS": "8"}  # For a sheet that a worker has not made yet.
Rates = dict[tuple[str, str], list[float]]


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="pas-a-pas-bench-") as name:
        ours = demo_environment(Path(name)) | NOBODY_WAITS
        with_stock = stock.make(Path(name), ours)
        of_stock: dict[str, Any] = {"path": stock.PATH, "folder": Path(name) / "stock"}
        with running(ours, GUNICORN) as port:
            _write_static_twins(port, Path(ours["DATA_DIR"]) / "static")
            memory = _memory_after_use(port)
        rates: Rates = defaultdict(list)
        for _round in range(ROUNDS):
            with running(ours, GUNICORN) as port:
                _time(rates, "kept", port, PAGES)
                _time(rates, "static", port, {page: _twin(page) for page in PAGES})
                rates["304", "guide"].append(_not_modified(port, PAGES["guide"]))
                rates["tiny", "guide"].append(rate(port, "/static/bench/tiny.txt", SECONDS))
            with running(ours | {"PAGE_CACHE_MB": "0"}, GUNICORN) as port:
                _time(rates, "made", port, PAGES)
            with running(with_stock, stock.SERVER, **of_stock) as port:
                _time(rates, "stock", port, {"guide": stock.PATH})
        starts = [
            (_start(ours, GUNICORN), _start(with_stock, stock.SERVER, **of_stock)) for _ in range(STARTS)
        ]
    _print(rates)
    start, start_of_stock = map(statistics.median, zip(*starts, strict=True))
    print(f"Start to first answer: {start:.2f} s (goal: under 3), the stock site {start_of_stock:.2f} s")
    print(
        f"Memory of a worker after 400 requests: {', '.join(f'{mega:.0f} MB' for mega in memory)} (goal: under 250)"
    )


def _time(rates: Rates, way: str, port: int, paths: dict[str, str]) -> None:
    for page, path in paths.items():
        rate(port, path, 0.5)
        rates[way, page].append(rate(port, path, SECONDS))


def _twin(page: str) -> str:
    return f"/static/bench/{list(PAGES).index(page)}.bin"


def _write_static_twins(port: int, static: Path) -> None:
    """Add to the static files of the site a file with the bytes of each page, compressed as the page is."""
    folder = static / "bench"
    folder.mkdir()
    (folder / "tiny.txt").write_text("x")
    for page, path in PAGES.items():
        head, _, body = ask(port, path).partition(b"\r\n\r\n")
        twin = static.parent / _twin(page).lstrip("/")
        if b"content-encoding: gzip" in head.lower():
            twin.with_name(f"{twin.name}.gz").write_bytes(body)
            body = gzip.decompress(body)
        twin.write_bytes(body)


def _not_modified(port: int, path: str) -> float:
    head = ask(port, path).partition(b"\r\n\r\n")[0].decode()
    etag = next(line.partition(": ")[2] for line in head.splitlines() if line.lower().startswith("etag:"))
    return rate(port, path, SECONDS, f"Accept-Encoding: gzip\r\nIf-None-Match: {etag}\r\n", status=304)


def _memory_after_use(port: int) -> list[float]:
    """Proportional set size of each worker, in megabytes, once it has served all kinds of pages."""
    for _ in range(100):
        for path in PAGES.values():
            ask(port, path)
    return [megabytes(worker) for worker in workers_of(port)]


def _start(environment: dict[str, str], server: list[str], **options: Any) -> float:
    begin = time.monotonic()
    with running(environment, server, **options):
        return time.monotonic() - begin


def _print(rates: Rates) -> None:
    median = {key: statistics.median(values) for key, values in rates.items()}
    print(
        "| page | kept in memory | made anew | static file of the same bytes | kept / static | kept / made |"
    )
    print("|---|---|---|---|---|---|")
    for page in PAGES:
        kept, made, static = (median[way, page] for way in ("kept", "made", "static"))
        print(
            f"| {page} | {kept:.0f}/s | {made:.0f}/s | {static:.0f}/s | {kept / static:.2f} | {kept / made:.1f} |"
        )
    guide, other = median["kept", "guide"], median["stock", "guide"]
    print(
        f"Stock Wagtail page with the same blocks: {other:.0f}/s; guide kept {guide / other:.1f} times that,"
    )
    print(
        f"  made anew {median['made', 'guide'] / other:.2f} times. Goals: kept / static 0.5, kept / stock 10."
    )
    print(
        f"Guide not changed since (304): {median['304', 'guide']:.0f}/s. One byte, static: {median['tiny', 'guide']:.0f}/s"
    )


if __name__ == "__main__":
    main()
