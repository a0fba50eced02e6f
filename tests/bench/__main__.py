"""`make bench`: every benchmark, one after the other. Figures are printed, never asserted."""

from tests.bench import load, quick, search, servers, sheets, slow_phone


def main() -> None:
    for title, measure in (
        ("Pages, next to a static file and to stock Wagtail", quick.main),
        ("Catalogue and search", search.main),
        ("Sheets", sheets.main),
        ("A reader while papers are asked for", load.main),
        ("Servers", servers.main),
        ("An old phone on a slow network", slow_phone.main),
    ):
        print(f"\n== {title}", flush=True)
        measure()


if __name__ == "__main__":
    main()
