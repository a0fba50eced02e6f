"""`python -m tests.trust.release_1_1` built the stored site of release 1.1, once."""

from tests.trust.empty_site import run_on_empty_site

if __name__ == "__main__":
    run_on_empty_site("tests.trust.release_1_1.freezing.freeze")
