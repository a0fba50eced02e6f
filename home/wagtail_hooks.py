"""Registers what the administration must know of the floor: the rich text feature for words of the screen."""

from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.admin.rich_text.editors.draftail.features import InlineStyleFeature
from wagtail.rich_text.feature_registry import FeatureRegistry

STYLE = "INTERFACE"


@hooks.register("register_rich_text_features")
def register_interface_words(features: FeatureRegistry) -> None:
    """`interface`: words exactly as they stand on the learner's screen, kept as `<code>` in the stored text."""
    features.register_editor_plugin(
        "draftail",
        "interface",
        InlineStyleFeature(
            {
                "type": STYLE,
                "icon": "desktop",
                "description": _("Mot écrit à l’écran"),
                "style": {
                    "fontWeight": "700",
                    "backgroundColor": "#e6f1f2",
                    "borderRadius": "4px",
                    "padding": "0 4px",
                },
            }
        ),
    )
    features.register_converter_rule(
        "contentstate",
        "interface",
        {
            "from_database_format": {"code": InlineStyleElementHandler(STYLE)},
            "to_database_format": {"style_map": {STYLE: "code"}},
        },
    )
