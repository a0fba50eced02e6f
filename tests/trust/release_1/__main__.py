"""`python -m tests.trust.release_1` makes the frozen site of the first release, once, on its day."""

from tests.trust.empty_site import run_on_empty_site

if __name__ == "__main__":
    run_on_empty_site("tests.trust.release_1.freezing.freeze")
