"""Words of every colour of static/css/tokens.css can be read on every ground on which they stand, by day and by night."""

import re
from pathlib import Path

import pytest

from home.brand_colours import NIGHT, PAPER, USUAL, by_day, by_night, contrast
from tests.conventions.offenders import assert_none

TOKENS = Path("static/css/tokens.css").read_text(encoding="utf-8")
DAY, DARK = (
    dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]+)", part)) for part in TOKENS.split("@media screen and")
)
THEMES = {"day": DAY, "night": DAY | DARK}
PAIRS = [  # Colour, ground, least contrast: 7 for what is read at length, 4.5 for labels, 3 for edges (WCAG 2.2).
    *((ink, ground, 7) for ink in ("ink", "ink-soft") for ground in ("paper", "surface", "sand")),
    *(
        (ink, ground, 4.5)
        for ink in ("ok", "tip-line", "warning-line", "helper-line")
        for ground in ("paper", "surface")
    ),
    *(("ink", ground, 7) for ground in ("tip", "warning", "helper", "brand-wash", "ok-wash")),
    *(("ink-soft", ground, 4.5) for ground in ("brand-wash", "tip", "warning", "helper")),
    *((f"{note}-line", note, 4.5) for note in ("tip", "warning", "helper")),
    *(("line-strong", ground, 3) for ground in ("paper", "surface", "sand")),
    *(("brand", ground, 6) for ground in ("paper", "surface", "sand")),
    ("brand", "brand-wash", 4.5),
    ("brand-strong", "brand-wash", 7),
    ("on-brand", "brand", 7),
    ("on-deep", "deep", 7),
    ("on-mark", "mark", 7),
    ("on-target", "target", 4.5),
    ("ok", "ok-wash", 4.5),
]


@pytest.mark.parametrize("theme", THEMES)
def test_every_pair_of_colours_can_be_read(theme: str) -> None:
    colours = THEMES[theme]
    faint = [
        f"--{ink} on --{ground}: {found:.1f}, not {least}"
        for ink, ground, least in PAIRS
        if (found := contrast(colours[ink], colours[ground])) < least
    ]
    assert_none(faint, f"These cannot be read by {theme}.")


def test_the_colours_of_the_usual_town_are_worked_out_as_for_any_other() -> None:
    assert (DAY["paper"], DARK["paper"]) == (PAPER, NIGHT)
    for theme, colours in ((DAY, by_day(USUAL)), (THEMES["night"], by_night(USUAL))):
        for name, code in re.findall(r"--([\w-]+): (#\w+);", colours.as_css()):
            assert contrast(theme[name], code) < 1.05, name
