"""How long a reader waits on an old phone with a bad connection, simulated by Chromium.

Run by `make bench`, or alone: `python -m tests.bench.slow_phone`. 400 kbit/s with a round trip of 400 ms, a
processor four times slower, an empty cache. Medians of the largest contentful paint (LCP, ms), of the layout
shift (CLS) and of the longest response to a tap (ms). Goals of https://web.dev/articles/vitals, made
stricter: docs/speed.md.
"""

import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.support.browser import launch_options
from tests.support.server import demo_environment, running

PAGES = {
    "home": "/",
    "guide": "/guides/declarer-ses-revenus-en-ligne/",
    "guide without pictures": "/guides/declarer-ses-revenus-en-ligne/?images=sans",
    "catalogue, words and facets": "/guides/?q=declarer+impot&niveau=debutant",
}
ROUNDS, SLOWER, SETTLED = 5, 4, 1_500  # SETTLED in ms: later events are not waited for.
BYTES_A_SECOND, LATENCY = 400_000 / 8, 400
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
WATCH = """
window.seen = {lcp: 0, cls: 0, tap: 0};
new PerformanceObserver(list => list.getEntries().forEach(one => seen.lcp = one.startTime))
  .observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver(list => list.getEntries().forEach(one => one.hadRecentInput || (seen.cls += one.value)))
  .observe({type: "layout-shift", buffered: true});
new PerformanceObserver(list => list.getEntries().forEach(one => one.interactionId && (seen.tap = Math.max(seen.tap, one.duration))))
  .observe({type: "event", buffered: true, durationThreshold: 16});
"""
TAPPED = ("main summary:visible", "main h1")  # Elements that open, where there are any.


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="pas-a-pas-bench-") as folder:
        environment = demo_environment(Path(folder))
        with running(environment) as port, sync_playwright() as playwright:
            browser = playwright.chromium.launch(**launch_options())
            print("| page | LCP (goal 2500) | CLS (goal 0.02) | tap (goal 100) |\n|---|---|---|---|")
            for name, path in PAGES.items():
                visits = [_visit(browser, f"http://localhost:{port}{path}") for _ in range(ROUNDS)]
                lcp, cls, tap = (
                    statistics.median(visit[key] for visit in visits) for key in ("lcp", "cls", "tap")
                )
                print(f"| {name} | {lcp:.0f} | {cls:.3f} | {tap:.0f} |", flush=True)


def _visit(browser: Browser, url: str) -> dict[str, float]:
    context = browser.new_context(service_workers="block", **PHONE)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": LATENCY,
            "downloadThroughput": BYTES_A_SECOND,
            "uploadThroughput": BYTES_A_SECOND,
        },
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(WATCH)
    page.goto(url, wait_until="load")
    page.wait_for_timeout(SETTLED)
    next(found for found in map(page.locator, TAPPED) if found.count()).first.tap()
    page.wait_for_timeout(SETTLED)
    seen: dict[str, float] = page.evaluate("seen")
    context.close()
    return seen


if __name__ == "__main__":
    main()
