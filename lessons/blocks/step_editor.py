"""Editing of a step inside a guide: its kind, minutes and "essential" box are shown beside its title."""

from functools import cached_property
from typing import Any

from django import forms
from django.forms.widgets import Script
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import StructBlockAdapter

from lessons.blocks.steps import StepBlock

BESIDE_THE_TITLE = ("kind", "minutes", "essential")


class StepBlockAdapter(StructBlockAdapter):
    """Wagtail's form of the block; `steps.js` moves three of its fields out of the collapsible panel."""

    js_constructor = "lessons.blocks.Step"

    def js_args(self, block: StepBlock) -> list[Any]:
        name, children, meta = super().js_args(block)
        return [name, children, meta | {"besideTitle": BESIDE_THE_TITLE}]

    @cached_property
    def media(self) -> forms.Media:
        script: Any = Script("js/admin/steps.js", type="module")
        return super().media + forms.Media(css={"all": ["css/admin/steps.css"]}, js=[script])


register(StepBlockAdapter(), StepBlock)
