"""The body of a plain page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

FEATURES = ["bold", "italic", "ul", "ol", "link", "interface"]


class BodyBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(
        label=_("Intertitre"),
        icon="title",
        max_length=120,
        template="home/blocks/heading.html",
        preview_value="Ce que nous gardons",
        description=_("Annonce la partie qui suit."),
    )
    text = blocks.RichTextBlock(
        label=_("Texte"),
        icon="pilcrow",
        features=[*FEATURES, "h3"],
        preview_value="<p>Des phrases courtes.</p>",
        description=_("Un ou plusieurs paragraphes."),
    )

    class Meta:
        label = _("Contenu")
