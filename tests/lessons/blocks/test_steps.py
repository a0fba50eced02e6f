"""Parts of a step."""

import pytest
from wagtail.rich_text import RichText

from lessons.blocks.steps import NoteBlock


@pytest.mark.parametrize("source", ["", "<p></p>", '<p data-block-key="ab1">  </p>'])
def test_an_emptied_note_counts_as_no_note(source: str) -> None:
    assert not NoteBlock(required=False).clean(RichText(source))


def test_a_note_keeps_its_words() -> None:
    assert NoteBlock(required=False).clean(RichText("<p>Attention</p>")).source == "<p>Attention</p>"
