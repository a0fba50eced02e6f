"""Models that link a guide to other guides and to tags."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import PageChooserPanel
from wagtail.models import Orderable


class GuideTag(TagBase):
    """A tag of guides, which editors create freely."""

    free_tagging = True

    class Meta:
        verbose_name = _("étiquette")
        verbose_name_plural = _("étiquettes")


class TaggedGuide(ItemBase):
    tag = models.ForeignKey(GuideTag, related_name="tagged_guides", on_delete=models.CASCADE)
    content_object = ParentalKey("lessons.GuidePage", related_name="tagged_items", on_delete=models.CASCADE)


class GuideLink(Orderable):
    """An ordered link from one guide to another."""

    guide = models.ForeignKey(
        "lessons.GuidePage", on_delete=models.CASCADE, related_name="+", verbose_name=_("guide")
    )

    panels: ClassVar[list[PageChooserPanel]] = [PageChooserPanel("guide", "lessons.GuidePage")]

    class Meta(Orderable.Meta):
        abstract = True


class PrerequisiteGuide(GuideLink):
    page = ParentalKey("lessons.GuidePage", on_delete=models.CASCADE, related_name="prerequisite_guides")
    guide = models.ForeignKey(
        "lessons.GuidePage", on_delete=models.CASCADE, related_name="required_by", verbose_name=_("guide")
    )

    class Meta(GuideLink.Meta):
        verbose_name = _("guide à faire avant")
        verbose_name_plural = _("guides à faire avant")


class NextGuide(GuideLink):
    page = ParentalKey("lessons.GuidePage", on_delete=models.CASCADE, related_name="next_guides")
    guide = models.ForeignKey(
        "lessons.GuidePage", on_delete=models.CASCADE, related_name="followed_from", verbose_name=_("guide")
    )

    class Meta(GuideLink.Meta):
        verbose_name = _("guide à faire ensuite")
        verbose_name_plural = _("guides à faire ensuite")
