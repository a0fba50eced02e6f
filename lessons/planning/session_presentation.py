"""A session plan as shown: lines with the guides that anyone may read now, times, and what to prepare.

Knows the database; knows no request and no form. A guide that nobody may read any more has no title here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from lessons.models import GuidePage
from lessons.planning.activities import Activity
from lessons.planning.durations import StepChoice, forms_of, timed_activity, timed_guide
from lessons.planning.models import PlannedLine
from lessons.taxonomy.models import GlossaryTerm, SkillLevel
from lessons.timing import (
    LONG_SESSION_MINUTES,
    FitProposal,
    Slot,
    TimedLine,
    UnbrokenStretch,
    clock,
    fit,
    longest_stretch,
    schedule,
    total,
)


@dataclass
class ShownLine:
    """A line of a session plan. Without guide and activity, its guide can no longer be read by the public."""

    row: PlannedLine
    timed: TimedLine
    guide: GuidePage | None = None
    activity: Activity | None = None
    slot: Slot | None = None
    begins_at: str = ""
    missing: list[GuidePage] = field(default_factory=list)
    variants: list[GuidePage] = field(default_factory=list)

    @property
    def is_gone(self) -> bool:
        return self.guide is None and self.activity is None

    @property
    def title(self) -> str:
        return self.guide.title if self.guide else str(self.activity.label) if self.activity else ""

    @cached_property
    def forms(self) -> list[StepChoice]:
        return forms_of(self.timed) if self.guide and self.timed.steps else []

    @property
    def minutes(self) -> int:
        return 0 if self.is_gone else self.timed.minutes

    @cached_property
    def kept_steps(self) -> frozenset[str]:
        return frozenset(step.key for step in self.timed.kept)

    @cached_property
    def dropped_titles(self) -> list[str]:
        return self.titles(step.key for step in self.timed.dropped)

    def titles(self, keys: Iterable[str]) -> list[str]:
        """Return the titles of the steps with these keys, in the order of the guide."""
        wanted = set(keys)
        steps = self.guide.steps.raw_data if self.guide else []
        return [step["value"]["title"] for step in steps if step.get("id") in wanted]

    def details(self, *, with_note: bool) -> list[str]:
        """Return the lines printed under the title in a plan. The note is for the helper who typed it."""
        dropped = self.dropped_titles
        words = [
            self.activity.says if self.activity else "",
            self.row.note if with_note else "",
            _("Laissé de côté : %(steps)s.") % {"steps": " ; ".join(dropped)} if dropped else "",
        ]
        return [one for one in words if one]

    @property
    def old_title(self) -> str:
        """The title the guide had when it was added, or "" if its title has not changed."""
        before = getattr(self.row, "guide_title", "")
        return before if self.guide and before and before != self.guide.title else ""

    @property
    def changed_on(self) -> datetime | None:
        """The date of the last publication of the guide, if it is after the guide was added; else None."""
        seen: datetime | None = getattr(self.row, "guide_seen_at", None)
        now = self.guide.last_published_at if self.guide else None
        return now if seen and now and now > seen else None


@dataclass
class Session:
    """The lines of a session plan in order, and the values computed from them.

    Attributes:
        lines: all lines, including lines whose guide can no longer be read.
        available: the available minutes, or None when the helper has not set them.
        starts_at: the start time, or None.
        level: the level of the group, or None.
    """

    lines: list[ShownLine]
    available: int | None = None
    starts_at: time | None = None
    level: SkillLevel | None = None

    @property
    def present(self) -> list[ShownLine]:
        return [line for line in self.lines if not line.is_gone]

    @property
    def guide_lines(self) -> list[ShownLine]:
        return [line for line in self.lines if line.guide]

    @property
    def gone_count(self) -> int:
        return len(self.lines) - len(self.present)

    @cached_property
    def timed(self) -> list[TimedLine]:
        return [line.timed for line in self.present]

    @cached_property
    def total(self) -> int:
        return total(self.timed)

    @property
    def starts_label(self) -> str:
        return clock_label(self.starts_at) if self.starts_at else ""

    @property
    def over(self) -> int:
        """Minutes beyond the available time; 0 when the plan fits or no available time is set."""
        return max(0, self.total - self.available) if self.available is not None else 0

    @property
    def ends_at(self) -> str:
        return clock_label(clock(self.starts_at, self.total)) if self.starts_at else ""

    @cached_property
    def fit(self) -> FitProposal | None:
        """A proposal to make the plan fit; None when it fits or no available time is set."""
        if self.available is None or self.total <= self.available:
            return None
        return fit(self.timed, self.available)

    @property
    def spare(self) -> int:
        """Unused minutes; 0 when there are none or no available time is set."""
        return max(0, (self.available or 0) - self.total)

    @cached_property
    def cuts(self) -> list[tuple[ShownLine, list[str]]]:
        """The lines that `fit` would shorten, each with the titles of the steps to leave out."""
        by_key = {line.timed.key: line for line in self.present}
        proposed = self.fit.cuts() if self.fit else ()
        return [
            (by_key[line.key], by_key[line.key].titles(step.key for step in lost)) for line, lost in proposed
        ]

    @property
    def is_very_long(self) -> bool:
        return self.total > LONG_SESSION_MINUTES

    @cached_property
    def missed_break(self) -> UnbrokenStretch | None:
        return longest_stretch(self.timed)

    @cached_property
    def levels(self) -> list[SkillLevel]:
        """The levels of the guides without duplicates, the lowest first."""
        found = {line.guide.level_id: line.guide.level for line in self.guide_lines if line.guide}
        return sorted((level for level in found.values() if level), key=lambda level: level.rank)

    @cached_property
    def papers(self) -> list[str]:
        """The things that people must bring, without duplicates."""
        items = [item["value"] for line in self.guide_lines for item in _raw(line.guide, "papers")]
        return list({item.strip().lower(): item.strip() for item in reversed(items)}.values())[::-1]

    @cached_property
    def material(self) -> list[str]:
        """The material that the helper prepares: devices for the guides, then material for the activities."""
        devices = {device.pk: device for line in self.guide_lines for device in _devices(line.guide)}
        names = [device.name for device in sorted(devices.values(), key=lambda device: device.order)]
        needed = [line.activity.material.capitalize() for line in self.lines if line.activity]
        return list(dict.fromkeys(name for name in [*names, *needed] if name))

    @cached_property
    def vocabulary(self) -> list[GlossaryTerm]:
        guides = [line.guide for line in self.guide_lines if line.guide]
        terms = {term.pk: term for guide in guides for term in guide.vocabulary.all()}
        return sorted(terms.values(), key=lambda term: term.name.lower())


def clock_label(moment: time) -> str:
    """Return a time of day in French notation: "9 h 05"."""
    return f"{moment.hour}\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}{moment.minute:02}"


def read_session(
    rows: Sequence[PlannedLine],
    guides: Any,
    *,
    available: int | None = None,
    starts_at: time | None = None,
    level: SkillLevel | None = None,
) -> Session:
    """Return the session made of `rows`. `guides` is the queryset of guides that anyone may read now.

    The number of queries does not depend on the number of lines.
    """
    wanted = [row.guide_id for row in rows if row.guide_id]
    found = guides.with_terms().in_bulk(wanted) if wanted else {}
    session = Session([_shown(row, found) for row in rows], available, starts_at, level)
    for line, slot in zip(session.present, schedule(session.timed), strict=True):
        line.slot = slot
        line.begins_at = clock_label(clock(starts_at, slot.begins)) if starts_at else ""
    return session


def _shown(row: PlannedLine, guides: dict[int, GuidePage]) -> ShownLine:
    guide = guides.get(row.guide_id or 0)
    if guide is not None:
        return ShownLine(row, timed_guide(row, guide), guide=guide)
    activity = row.activity_or_none
    if activity is not None:
        return ShownLine(row, timed_activity(row, activity), activity=activity)
    return ShownLine(row, TimedLine(str(row.pk)))


def _raw(guide: GuidePage | None, name: str) -> Iterable[Any]:
    return getattr(guide, name).raw_data if guide else ()


def _devices(guide: GuidePage | None) -> Iterable[Any]:
    return guide.devices.all() if guide else ()
