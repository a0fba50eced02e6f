"""Tools for tests that check one rule on many things, and name every one that breaks it.

`assert_none` takes the offenders that a rule has found; `Checks` collects them where a check may raise an
exception or sends a request.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial

from django.db import transaction
from django.test import Client

from home.caching.page_store import PAGE_STORE
from tests.support.memory import clear_memoized


def assert_none(offenders: Iterable[str], advice: str) -> None:
    """Fail if there is an offender: say what to do, then name each on a line of its own."""
    __tracebackhide__ = True  # Makes pytest show the line of the rule in the failure.
    found = list(offenders)
    assert not found, "\n- ".join([advice, *found])


class Checks:
    """The checks of one test. A failing check is recorded with its reason, and the next one runs."""

    def __init__(self) -> None:
        self._count = 0
        self._offenders: list[str] = []

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        """The check of one thing: any exception in the block makes `name` an offender."""
        self._count += 1
        with ExitStack() as stack:
            stack.push(partial(self._note, name))
            yield

    @contextmanager
    def visit(self, name: str) -> Iterator[Client]:
        """The check of a request: caches are cleared before it, and its writes are rolled back after it."""
        with self.of(name), transaction.atomic():
            PAGE_STORE.forget()
            clear_memoized()
            yield Client()
            transaction.set_rollback(True)

    def assert_none_failed(self, advice: str) -> None:
        __tracebackhide__ = True
        assert self._count, "There was nothing to check."
        assert_none(self._offenders, advice)

    def _note(self, name: str, _type: object, error: BaseException | None, _traceback: object) -> bool:
        """Whether the exception of the block was recorded and can be suppressed."""
        if isinstance(error, Exception):
            self._offenders.append(f"{name}: {_reason(error)}")
        return isinstance(error, Exception)


def _reason(error: Exception) -> str:
    """The first line of an assertion message; for any other exception, its type too."""
    first_line = (str(error).splitlines() or [""])[0][:200]
    return first_line if isinstance(error, AssertionError) else f"{type(error).__name__}: {first_line}"
