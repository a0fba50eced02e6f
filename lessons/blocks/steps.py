"""The blocks of steps; a step is one thing that the learner does."""

from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from lessons.blocks.draft_defaults import DraftDefaultsBlock
from lessons.blocks.screenshots import ScreenshotBlock
from lessons.blocks.text_roles import NoteStyle, TextRole
from lessons.step_kinds import StepKind

FEATURES = ["bold", "italic", "ul", "ol", "link", "interface"]
MAX_STEPS = 40


class StepValue(blocks.StructValue):
    """The value of a step, with properties for pages and sheets."""

    @property
    def kind_label(self) -> str:
        return str(StepKind(self["kind"]).label)

    @property
    def is_optional(self) -> bool:
        return not self["essential"]


class NoteBlock(blocks.RichTextBlock):
    """Optional rich text. The editor leaves an empty paragraph in an emptied field; it is saved as empty."""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        return cleaned if strip_tags(cleaned.source).strip() else RichText("")


class KindBlock(blocks.ChoiceBlock):
    """The kind of a step; the administration shows its label."""

    def render_basic(self, value: Any, context: Any = None) -> str:
        return str(StepKind(value).label)


class YesNoBlock(blocks.BooleanBlock):
    """A checkbox, which the administration shows as "oui" or "non"."""

    def render_basic(self, value: Any, context: Any = None) -> str:
        return gettext("oui") if value else gettext("non")


def _note(label: Any, help_text: Any, **meta: Any) -> NoteBlock:
    return NoteBlock(required=False, features=FEATURES, label=label, help_text=help_text, **meta)


class StepBlock(DraftDefaultsBlock):
    """A step. Guide files, sheets, checks and links read its fields: see docs/adding-a-step-field.md.

    Besides Wagtail's options, a field declares what its text is for (`role`), how it is named in French after
    the name of its step (`place`), and, for a note, its style (`note`).
    """

    title = blocks.CharBlock(
        max_length=90,
        label=_("Action"),
        help_text=_("Commencez par un verbe : « Ouvrir le site officiel »."),
        role=TextRole.LABEL,
    )
    instruction = blocks.RichTextBlock(
        features=FEATURES,
        label=_("Ce que la personne fait"),
        help_text=_("Des phrases courtes, une action à la fois."),
        role=TextRole.INSTRUCTION,
        place=_("consigne"),
    )
    screenshot = ScreenshotBlock(required=False)
    minutes = blocks.IntegerBlock(default=5, min_value=1, max_value=120, label=_("Minutes"))
    kind = KindBlock(choices=StepKind.choices, default=StepKind.PRACTICE, label=_("Genre d’étape"))
    essential = YesNoBlock(
        required=False,
        default=True,
        label=_("Étape indispensable"),
        help_text=_("Une séance courte laisse de côté les étapes qui ne le sont pas."),
    )
    tip = _note(_("Astuce"), _("Facultatif."), role=TextRole.PROSE, place=_("astuce"), note=NoteStyle.TIP)
    warning = _note(
        _("Attention"),
        _("Facultatif : un piège à éviter."),
        role=TextRole.PROSE,
        place=_("attention"),
        note=NoteStyle.WARNING,
    )
    helper_note = _note(
        _("Pour l’aidant"),
        _("Jamais sur la fiche de l’apprenant."),
        role=TextRole.HELPER,
        place=_("pour l’aidant"),
        note=NoteStyle.HELPER,
    )

    class Meta:
        label = _("Étape")
        icon = "tasks"
        value_class = StepValue
        template = "lessons/blocks/step.html"
        label_format = "{title}"
        description = _("Une chose que la personne fait, avec sa capture d’écran et ses conseils.")
        form_layout = blocks.BlockGroup(
            children=[
                *("kind", "minutes", "essential"),
                *("title", "instruction", "screenshot", "tip", "warning", "helper_note"),
            ]
        )
        preview_value = {
            "title": "Ouvrir le site officiel",
            "instruction": "<p>Écrivez <b>impots.gouv.fr</b> dans la barre d’adresse.</p>",
            "minutes": 5,
            "kind": "practice",
            "essential": True,
            "tip": "<p>La barre d’adresse est tout en haut de l’écran.</p>",
        }


class StepsBlock(blocks.StreamBlock):
    step = StepBlock()

    class Meta:
        label = _("Étapes")
        max_num = MAX_STEPS
