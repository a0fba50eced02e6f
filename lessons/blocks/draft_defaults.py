"""What holds for the blocks of a draft, which may be kept before it is complete."""

from typing import Any

from wagtail import blocks


class DraftDefaultsBlock(blocks.StructBlock):
    """A group of values. In a draft, a number or a choice that was emptied is the usual one again.

    Pages and sheets are previewed from drafts, and cannot draw a marker without a place or count without minutes.
    """

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            for name, child in self.child_blocks.items():
                usual = child.get_default()
                if usual is not None and (cleaned[name] is None or cleaned[name] == ""):
                    cleaned[name] = usual
        return cleaned
