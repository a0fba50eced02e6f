"""Memoizes query results that many requests need and that change only with public content.

    @memoize_per_generation
    def terms(model): return tuple(model.objects.all())

During a read-only request (inside `memoizing`, which home.caching opens), `terms` queries the database once
for each argument, until public content changes or a publication date passes. Everywhere else, in commands,
forms and tasks, it runs the query each time.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, wraps
from typing import Any, Generic, ParamSpec, TypeVar

from django.utils import timezone

Asked = ParamSpec("Asked")
Fact = TypeVar("Fact")
Generation = TypeVar("Generation", bound=Hashable)
MAX_FACTS = 2_000  # A limit is needed: some keys come from addresses that visitors type.


@dataclass
class FactCache:
    """Values computed from the database at one `generation`, valid from `since` until just before `until`."""

    generation: Hashable
    since: datetime
    until: datetime
    known: dict[Hashable, Any] = field(default_factory=dict)


@dataclass
class ReadContext(Generic[Generation]):
    """State of one read-only request. It queries the generation on first use only, then keeps it."""

    ask_generation: Callable[[], Generation]
    next_moment: Callable[[datetime], datetime]
    is_whole: bool = True  # False when part of the page was temporarily unavailable.

    @cached_property
    def generation(self) -> Generation:
        return self.ask_generation()

    @cached_property
    def facts(self) -> FactCache:
        return _memory.at(self.generation, self.next_moment)


class Memory:
    """Memoized values of this process for the latest generation. Tests, which reset databases, clear it."""

    def __init__(self) -> None:
        self._facts: FactCache | None = None

    def at(self, generation: Hashable, next_moment: Callable[[datetime], datetime]) -> FactCache:
        facts, now = self._facts, timezone.now()
        if facts is None or facts.generation != generation or not facts.since <= now < facts.until:
            facts = self._facts = FactCache(generation, now, next_moment(now))
        return facts

    def forget(self) -> None:
        self._facts = None


_memory = Memory()
_reading: ContextVar[ReadContext[Any] | None] = ContextVar("reading", default=None)


@contextmanager
def memoizing(
    ask_generation: Callable[[], Generation], next_moment: Callable[[datetime], datetime]
) -> Iterator[ReadContext[Generation]]:
    """Memoize while the block runs.

    Args:
        ask_generation: returns a value that is never used again once public content has changed.
        next_moment: returns, for a given time, when public content next changes by itself.
    """
    reading = ReadContext(ask_generation, next_moment)
    before = _reading.set(reading)
    try:
        yield reading
    finally:
        _reading.reset(before)


def stop_memoizing() -> None:
    """Stop memoizing for the rest of the block: it wrote public content and may yet roll back."""
    _reading.set(None)


def skip_page_cache() -> None:
    """Keep the current response out of the page cache: part of it was temporarily unavailable."""
    reading = _reading.get()
    if reading is not None:
        reading.is_whole = False


def shared_cache() -> dict[Hashable, Any]:
    """Return the memoized values; outside a read-only request, an empty dictionary that is not kept."""
    reading = _reading.get()
    return {} if reading is None else reading.facts.known


def store_fact(known: dict[Hashable, Any], question: Hashable, fact: Any) -> None:
    if len(known) < MAX_FACTS:
        known[question] = fact


def memoize_per_generation(ask: Callable[Asked, Fact]) -> Callable[Asked, Fact]:
    """Decorate a function whose result depends on its arguments, public rows and the date only.

    Arguments must be hashable. Requests share the result, so nobody may modify it: return a tuple rather than
    a list, and never a queryset.
    """

    @wraps(ask)
    def known_or_asked(*args: Asked.args, **kwargs: Asked.kwargs) -> Fact:
        reading = _reading.get()
        if reading is None:
            return ask(*args, **kwargs)
        known = reading.facts.known
        question = (ask, args, tuple(kwargs.items()))
        if question in known:
            fact: Fact = known[question]
            return fact
        fact = ask(*args, **kwargs)
        if _reading.get() is reading:
            store_fact(known, question, fact)
        return fact

    return known_or_asked
