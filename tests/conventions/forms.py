"""The data that the browser sends when a page is saved unchanged.

Wagtail renders the blocks of a StreamField by script, so their data are derived here from their values.
"""

from typing import Any

from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from wagtail.blocks import Block, FieldBlock, ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield


def edit_form(client: Client, page: Page, *, with_new_blocks: bool = False) -> QueryDict:
    """The fields of the form that edits `page`, filled in as they are shown.

    `with_new_blocks`: the editor has just added one block of every kind, still empty.
    """
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert response.status_code == 200, f"The form of {type(page).__name__} answers {response.status_code}."
    form: QueryDict = querydict_from_html(response.content.decode(), form_id="page-edit-form")
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            block = field.stream_block
            sent = _new_blocks(block) if with_new_blocks else _sent(block, field.value_from_object(page))
            for name, value in nested_form_data({field.name: sent}).items():
                form[name] = value
    return form


def _new_blocks(block: StreamBlock) -> Any:
    return streamfield(
        [(name, _sent(child, child.get_default())) for name, child in block.child_blocks.items()]
    )


def _sent(block: Block, value: Any) -> Any:
    if isinstance(block, StreamBlock):
        return streamfield([(child.block_type, _sent(child.block, child.value)) for child in value])
    if isinstance(block, ListBlock):
        return streamfield([("item", _sent(child.block, child.value)) for child in value.bound_blocks])
    if isinstance(block, StructBlock):
        parts = {name: _sent(child, value[name]) for name, child in block.child_blocks.items()}
        return {name: part for name, part in parts.items() if part is not None}
    assert isinstance(block, FieldBlock), f"Say here what {type(block).__name__} sends."
    return _sent_by_field(block, value)


def _sent_by_field(block: FieldBlock, value: Any) -> Any:
    """The value of one field; None for an unticked checkbox."""
    shown = block.value_for_form(value)
    if isinstance(shown, bool):
        return "on" if shown else None
    if hasattr(shown, "pk"):
        return str(shown.pk)
    sent = "" if shown is None else block.field.widget.format_value(shown)
    return sent[0] if isinstance(sent, list) else sent
