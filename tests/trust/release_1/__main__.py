"""`python -m tests.trust.release_1` built the stored site of the first release, once."""

from tests.trust.empty_site import run_on_empty_site

if __name__ == "__main__":
    run_on_empty_site("tests.trust.release_1.freezing.freeze")
