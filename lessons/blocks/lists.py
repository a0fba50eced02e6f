"""Short lists of sentences: objectives, papers to bring, checks."""

from typing import Any

from wagtail import blocks


class ItemsBlock(blocks.StreamBlock):
    """A list of one-line items; `label` and `description` explain what one item is."""

    def __init__(
        self, label: Any, description: Any, icon: str = "list-ul", preview: str = "", **kwargs: Any
    ) -> None:
        item = blocks.CharBlock(
            label=label, max_length=200, icon=icon, description=description, preview_value=preview
        )
        super().__init__([("item", item)], **kwargs)
