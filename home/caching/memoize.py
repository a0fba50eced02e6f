"""What many requests ask of the database and what changes only when something public does: asked once, then remembered.

    @memoize_per_generation
    def terms(model): return tuple(model.objects.all())

During a request that only reads (`memoizing`, which home.caching opens), `terms` asks the database
once for each argument, until something public is written by anyone or a publication date passes.
Everywhere else, in commands, forms and tasks, it asks each time.
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
MAX_FACTS = 2_000  # Addresses that visitors type are among what is asked for.


@dataclass
class FactCache:
    """What is known of the database at one `generation`, good from `since` on and before `until`."""

    generation: Hashable
    since: datetime
    until: datetime
    known: dict[Hashable, Any] = field(default_factory=dict)


@dataclass
class ReadContext(Generic[Generation]):
    """One request that reads. It asks which generation it is only when it needs to know, and keeps to it."""

    ask_generation: Callable[[], Generation]
    next_moment: Callable[[datetime], datetime]
    is_whole: bool = True  # False when something that would be shown could not be had this time.

    @cached_property
    def generation(self) -> Generation:
        return self.ask_generation()

    @cached_property
    def facts(self) -> FactCache:
        return _memory.at(self.generation, self.next_moment)


class Memory:
    """The facts of this process: one generation, the newest that was asked for. Tests, whose databases go back in time, forget."""

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
    """Remember while the block runs.

    `ask_generation` gives what is never the same again once something public is written; `next_moment`, when what
    is public changes next by itself.
    """
    reading = ReadContext(ask_generation, next_moment)
    before = _reading.set(reading)
    try:
        yield reading
    finally:
        _reading.reset(before)


def stop_memoizing() -> None:
    """For the rest of the block: something public was written in it, and may yet be undone."""
    _reading.set(None)


def skip_page_cache() -> None:
    """What is answered lacks something that the next visitor may be shown."""
    reading = _reading.get()
    if reading is not None:
        reading.is_whole = False


def shared_cache() -> dict[Hashable, Any]:
    """All that is remembered where one may remember; elsewhere an empty dictionary that nobody keeps."""
    reading = _reading.get()
    return {} if reading is None else reading.facts.known


def store_fact(known: dict[Hashable, Any], question: Hashable, fact: Any) -> None:
    if len(known) < MAX_FACTS:
        known[question] = fact


def memoize_per_generation(ask: Callable[Asked, Fact]) -> Callable[Asked, Fact]:
    """Decorate a function of hashable arguments whose answer follows from public rows, the date and nothing else.

    The answer is shared by requests: a tuple rather than a list, never a queryset, and nobody changes it.
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
