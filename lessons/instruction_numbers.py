"""Numbers in the instruction of a step: a screen word that is the label of a marker has its number before it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from home.text.folding import fold
from home.text.html import trusted_html
from lessons.blocks.crops import ShownMarker

_SCREEN_WORDS = re.compile(r"<code>(.*?)</code>", re.DOTALL)


@dataclass(frozen=True)
class NumberedInstruction:
    """An instruction as HTML.

    Attributes:
        named: the numbers of the markers of which it says all. The others are explained below the picture.
    """

    html: SafeString
    named: frozenset[int]


def number_instruction(html: SafeString, markers: Iterable[ShownMarker]) -> NumberedInstruction:
    """Return the instruction `html` with the number of each marker before the first words that name it.

    Words name a marker when its label is written as they are, capitals and accents apart, or begins so before a
    colon, and no other marker has the same name. What a label says after its colon is still to be read below the
    picture. A marker outside the part of the picture that is shown has no number.
    """
    labels: dict[str, list[ShownMarker]] = {}
    for marker in markers:
        labels.setdefault(_name_in(marker.label), []).append(marker)
    waiting = {
        label: same[0]
        for label, same in labels.items()
        if label and len(same) == 1 and same[0].box is not None
    }
    named: set[int] = set()

    def with_number(words: re.Match[str]) -> str:
        marker = waiting.pop(_name_in(unescape(strip_tags(words[1]))), None)
        if marker is None:
            return words[0]
        if ":" not in marker.label:
            named.add(marker.number)
        style = "marker-number target" if marker.is_target else "marker-number"
        return f'<b class="{style}" aria-hidden="true">{marker.number}</b>\xa0{words[0]}'

    return NumberedInstruction(trusted_html(_SCREEN_WORDS.sub(with_number, html)), frozenset(named))


def _name_in(label: str) -> str:
    return fold(label.partition(":")[0].strip())
