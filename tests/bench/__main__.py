"""`make bench`: every measure, one after the other. Figures are printed, never asserted."""

from tests.bench import quick, search, servers, sheets


def main() -> None:
    for title, measure in (
        ("Pages, next to a static file and to stock Wagtail", quick.main),
        ("Catalogue and search", search.main),
        ("Sheets", sheets.main),
        ("Servers", servers.main),
    ):
        print(f"\n== {title}", flush=True)
        measure()


if __name__ == "__main__":
    main()
