"""A session fits its time: what is left out, in which order, and what is always kept."""

from datetime import time
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lessons.timing import (
    LEFT_OUT_IN_ORDER,
    StepKind,
    TimedLine,
    TimedStep,
    clock,
    fit,
    longest_stretch,
    schedule,
    shorten,
    total,
)

THEORY, CHECK, PRACTICE = StepKind.THEORY, StepKind.CHECK, StepKind.PRACTICE


def step(key: str, minutes: int, kind: StepKind = PRACTICE, essential: bool = False) -> TimedStep:
    return TimedStep(key, minutes, kind, essential)


def guide(*steps: TimedStep, key: str = "impots", **values: Any) -> TimedLine:
    return TimedLine(key, steps, **values)


@st.composite
def lines_of_a_session(draw: st.DrawFn) -> list[TimedLine]:
    lines = []
    for number in range(draw(st.integers(0, 6))):
        steps = tuple(
            TimedStep(
                f"{number}-{place}",
                draw(st.integers(0, 120)),
                draw(st.sampled_from(StepKind)),
                draw(st.booleans()),
            )
            for place in range(draw(st.integers(0, 8)))
        )
        keys = [one.key for one in steps]
        lines.append(
            TimedLine(
                f"line-{number}",
                steps,
                chosen=draw(st.none() | st.integers(1, 600)),
                beside=draw(st.integers(-60, 60)),
                left_out=frozenset(draw(st.lists(st.sampled_from(keys)))) if keys else frozenset(),
                is_break=draw(st.booleans()),
            )
        )
    return lines


minutes = st.integers(0, 400)


@given(lines_of_a_session(), minutes)
def test_it_never_leaves_out_an_essential_step(lines: list[TimedLine], available: int) -> None:
    for before, after in zip(lines, fit(lines, available).lines, strict=True):
        assert [one for one in before.steps if one.essential] == [one for one in after.kept if one.essential]


@given(lines_of_a_session(), minutes)
def test_it_never_exceeds_the_time_unless_nothing_more_can_go_and_then_says_so(
    lines: list[TimedLine], available: int
) -> None:
    proposal = fit(lines, available)
    assert proposal.fits == (total(proposal.lines) <= available)
    assert proposal.excess == max(0, total(proposal.lines) - available)
    if not proposal.fits:
        for line in proposal.lines:
            for one in line.kept:
                assert one.essential or not line.can_be_cut or line.without(one).minutes == line.minutes


@given(lines_of_a_session(), minutes)
def test_it_keeps_the_order_of_lines_and_steps(lines: list[TimedLine], available: int) -> None:
    proposal = fit(lines, available)
    assert [line.key for line in proposal.lines] == [line.key for line in lines]
    assert [line.steps for line in proposal.lines] == [line.steps for line in lines]
    for line in proposal.lines:
        assert list(line.kept) == [one for one in line.steps if one in line.kept]


@given(lines_of_a_session(), minutes)
def test_undoing_restores_every_line(lines: list[TimedLine], available: int) -> None:
    proposal = fit(lines, available)
    assert list(proposal.before) == lines
    assert proposal.changes or list(proposal.lines) == lines


@given(lines_of_a_session(), minutes)
def test_a_kind_is_touched_only_when_the_kinds_before_it_are_all_out(
    lines: list[TimedLine], available: int
) -> None:
    proposal = fit(lines, available)
    cut = {one.kind for _line, lost in proposal.cuts() for one in lost}
    for rank, kind in enumerate(LEFT_OUT_IN_ORDER):
        if kind not in cut:
            continue
        for line in proposal.lines:
            for one in line.kept:
                if one.kind in LEFT_OUT_IN_ORDER[:rank] and not one.essential and line.can_be_cut:
                    assert line.without(one).minutes == line.minutes


@given(lines_of_a_session(), minutes)
def test_fitting_twice_changes_nothing_more(lines: list[TimedLine], available: int) -> None:
    once = fit(lines, available)
    assert not fit(once.lines, available).changes


@given(lines_of_a_session(), minutes)
def test_a_session_that_fits_is_left_alone(lines: list[TimedLine], spare: int) -> None:
    assert not fit(lines, total(lines) + spare).changes


@given(lines_of_a_session())
def test_lines_follow_each_other_without_a_gap(lines: list[TimedLine]) -> None:
    slots = schedule(lines)
    assert [slot.begins for slot in slots] == [0, *[slot.ends for slot in slots]][: len(slots)]
    assert (slots[-1].ends if slots else 0) == total(lines)


def test_optional_theory_goes_first_then_checks_then_practice() -> None:
    line = guide(
        step("a", 10, PRACTICE), step("b", 10, CHECK), step("c", 10, THEORY), step("d", 30, essential=True)
    )
    for available, left in [(60, set()), (55, {"c"}), (45, {"c", "b"}), (35, {"c", "b", "a"})]:
        assert fit([line], available).lines[0].left_out == left


def test_the_shortest_step_that_is_enough_goes_alone() -> None:
    line = guide(step("short", 5, THEORY), step("long", 20, THEORY), step("essential", 30, essential=True))
    assert fit([line], 52).lines[0].left_out == {"short"}
    assert fit([line], 45).lines[0].left_out == {"long"}


def test_minutes_written_by_the_helper_stay_as_written() -> None:
    line = guide(step("a", 20, THEORY), chosen=40)
    proposal = fit([line, guide(step("b", 20, THEORY), key="caf")], 41)
    assert [one.minutes for one in proposal.lines] == [40, 1]


def test_a_guide_has_its_one_hour_form_and_comes_back_whole() -> None:
    line = guide(step("a", 40, essential=True), step("b", 30, THEORY), step("c", 25))
    assert shorten(line, 90).minutes == 65
    assert shorten(shorten(line, 60), 90) == shorten(line, 90)
    assert shorten(line, 60).minutes == 40
    assert shorten(line, 60).whole() == line


def test_the_clock_goes_past_midnight() -> None:
    assert clock(time(14, 30), 95) == time(16, 5)
    assert clock(time(23, 30), 45) == time(0, 15)


def test_a_break_is_missed_after_ninety_minutes_in_a_row() -> None:
    course = [TimedLine("welcome", beside=10), TimedLine("taxes", beside=85), TimedLine("review", beside=20)]
    stretch = longest_stretch(course)
    assert stretch is not None
    assert (stretch.line.key, stretch.minutes) == ("taxes", 115)
    rested = [course[0], TimedLine("break", beside=10, is_break=True), *course[1:]]
    assert longest_stretch(rested) == longest_stretch(course[1:])
    assert longest_stretch(course[:1]) is None
    assert longest_stretch([TimedLine("exactly", beside=90)]) is None
