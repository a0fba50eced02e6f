"""A page with the same blocks as a guide, as Wagtail's own tutorial would write it."""

from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock()
    minutes = blocks.IntegerBlock()
    instruction = blocks.RichTextBlock()
    picture = ImageChooserBlock(required=False)
    tip = blocks.RichTextBlock(required=False)
    warning = blocks.RichTextBlock(required=False)
    helper_note = blocks.RichTextBlock(required=False)


class GuidePage(Page):
    summary = models.TextField()
    steps = StreamField([("step", StepBlock())])

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("steps")]
