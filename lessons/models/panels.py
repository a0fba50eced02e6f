"""The edit form of a guide, in tabs that follow the order in which editors work."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import Page

from lessons.taxonomy.widgets import ProcedureTypeSelect

MISSING_SITE = _(
    "Il manque ? Ajoutez-le dans la fenêtre qui s’ouvre. Si elle ne le propose pas, demandez à un rédacteur ou à un relecteur."
)

presentation = [
    TitleFieldPanel("title"),
    FieldPanel("summary"),
    FieldPanel("procedure_type", widget=ProcedureTypeSelect),
    FieldPanel("level"),
    MultiFieldPanel(
        [FieldPanel("official_site", help_text=MISSING_SITE), FieldPanel("official_url")],
        heading=_("La vraie démarche"),
    ),
    FieldPanel("objectives"),
    FieldPanel("papers"),
]

helper = [
    FieldPanel("prerequisites"),
    InlinePanel("prerequisite_guides", label=_("guide à faire avant"), heading=_("Guides à faire avant")),
    FieldPanel("duration_override"),
    FieldPanel("vocabulary"),
]

verification = [
    FieldPanel("checks"),
    FieldRowPanel([FieldPanel("checked_on"), FieldPanel("checked_by")], heading=_("Dernière vérification")),
    FieldPanel("change_note"),
]

sorting = [
    FieldPanel("devices"),
    FieldPanel("audiences"),
    FieldPanel("tags"),
    FieldPanel("search_words"),
    PageChooserPanel("variant_of", "lessons.GuidePage"),
    InlinePanel("next_guides", label=_("guide à faire ensuite"), heading=_("Guides à faire ensuite")),
    FieldPanel("licence"),
]

guide_edit_handler = TabbedInterface(
    [
        ObjectList(presentation, heading=_("Présentation")),
        ObjectList([FieldPanel("steps")], heading=_("Étapes")),
        ObjectList(helper, heading=_("Pour l’aidant")),
        ObjectList(verification, heading=_("Vérification")),
        ObjectList(sorting, heading=_("Classement")),
        ObjectList(Page.promote_panels, heading=_("Adresse")),
        ObjectList(Page.settings_panels, heading=_("Publication")),
    ]
)
