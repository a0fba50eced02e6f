"""Default values for blocks of a draft, which may be saved before it is complete."""

from typing import Any

from wagtail import blocks


class DraftDefaultsBlock(blocks.StructBlock):
    """A StructBlock that resets an emptied number or choice to its default when a draft is saved.

    Pages and sheets are previewed from drafts, and need a position for each marker and minutes for totals.
    """

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            for name, child in self.child_blocks.items():
                usual = child.get_default()
                if usual is not None and (cleaned[name] is None or cleaned[name] == ""):
                    cleaned[name] = usual
        return cleaned
