"""Clears the values that the process has cached from the database of a test."""

from home.caching.memoize import _memory


def clear_memoized() -> None:
    _memory.forget()
