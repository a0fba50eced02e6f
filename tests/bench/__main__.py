"""`make bench`: every measure, one after the other. Figures are printed, never asserted."""

from tests.bench import search, servers, sheets


def main() -> None:
    for title, measure in (
        ("Catalogue and search", search.main),
        ("Sheets", sheets.main),
        ("Servers", servers.main),
    ):
        print(f"\n== {title}", flush=True)
        measure()


if __name__ == "__main__":
    main()
