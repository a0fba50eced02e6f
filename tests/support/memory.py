"""What the process remembers of the database goes with the database of a test."""

from home.caching.memoize import _memory


def clear_memoized() -> None:
    _memory.forget()
