"""The administration of terms."""

from typing import Any, ClassVar

from django.contrib.admin.utils import quote
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import (
    SnippetViewSet,
    SnippetViewSetGroup,
    UsageView,
)

from lessons.taxonomy.forms import NewOfficialSiteForm
from lessons.taxonomy.models import (
    Audience,
    Device,
    GlossaryTerm,
    OfficialSite,
    ProcedureType,
    SkillLevel,
    Term,
)
from lessons.taxonomy.usage import TermUse, use_label, uses_of, with_use_counts
from lessons.taxonomy.widgets import TermChooser


def _use_link(term: Any) -> SafeString:
    address = reverse(term.snippet_viewset.get_url_name("usage"), args=[quote(term.pk)])
    return format_html('<a href="{}">{}</a>', address, use_label(term))


class TermUsageView(UsageView):
    """Lists the uses of a term, including many-to-many relations, which Wagtail's own list omits."""

    def get_queryset(self) -> list[tuple[Any, list[Any]]]:
        return [(row, []) for use in uses_of(self.object) for row in use.rows]

    @property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "name",
                label=_("Nom"),
                accessor="label",
                get_url=lambda row: row["edit_url"],
            ),
            Column(
                "kind",
                label=_("Genre"),
                accessor=lambda row: row["object"]._meta.verbose_name,
            ),
        ]


class NativeSelectChooser(SnippetChooserViewSet):
    """Keeps plain select lists in forms: a few dozen terms need no chooser dialog."""

    register_widget = False


class OfficialSiteChooser(SnippetChooserViewSet):
    """A chooser dialog with search; users who may add sites add a missing one without leaving the guide."""

    icon = "site"
    base_widget_class = TermChooser
    choose_one_text = _("Choisir un site officiel")
    choose_another_text = _("Choisir un autre site officiel")
    edit_item_text = _("Modifier ce site officiel")
    creation_form_class = NewOfficialSiteForm
    creation_tab_label = _("Ajouter un site")
    create_action_label = _("Ajouter ce site")


class TermViewSet(SnippetViewSet):
    chooser_viewset_class = NativeSelectChooser
    usage_view_class = TermUsageView
    list_display: ClassVar[list[Any]] = [
        "name",
        "code",
        Column("uses", label=_("Utilisation"), accessor=_use_link, sort_key="total_uses"),
    ]
    list_per_page = 50
    search_fields: ClassVar[list[Any]] = ["name", "code", "also_said"]
    search_backend_name = None  # Plain substring match: a few dozen rows, and no character is an operator.
    copy_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return with_use_counts(self.model._default_manager.all())


class SkillLevelViewSet(TermViewSet):
    model = SkillLevel
    icon = "order"
    list_display: ClassVar[list[Any]] = [
        "name",
        Column("rank", label=_("Marches"), sort_key="rank"),
        *TermViewSet.list_display[1:],
    ]
    ordering: ClassVar[list[Any]] = ["rank"]


class ProcedureTypeViewSet(TermViewSet):
    model = ProcedureType
    icon = "folder-open-inverse"
    list_display: ClassVar[list[Any]] = [
        "name",
        Column("parent", label=_("Thème"), accessor="theme.name", sort_key="parent__order"),
        *TermViewSet.list_display[1:],
    ]
    list_filter: ClassVar[list[Any]] = ["parent"]
    ordering: ClassVar[list[Any]] = ["parent__order", "order", "name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("parent")


class OfficialSiteViewSet(TermViewSet):
    model = OfficialSite
    icon = "site"
    chooser_viewset_class = OfficialSiteChooser
    list_display: ClassVar[list[Any]] = [
        "name",
        Column("url", label=_("Adresse"), sort_key="url"),
        *TermViewSet.list_display[1:],
    ]
    search_fields: ClassVar[list[Any]] = [*TermViewSet.search_fields, "url"]


class DeviceViewSet(TermViewSet):
    model = Device
    icon = "mobile-alt"


class AudienceViewSet(TermViewSet):
    model = Audience
    icon = "group"


class GlossaryTermViewSet(TermViewSet):
    model = GlossaryTerm
    icon = "openquote"
    list_display: ClassVar[list[Any]] = [
        "name",
        Column("definition", label=_("Explication")),
        *TermViewSet.list_display[2:],
    ]
    search_fields: ClassVar[list[Any]] = [*TermViewSet.search_fields, "definition"]


class TaxonomyViewSetGroup(SnippetViewSetGroup):
    """One menu item for all terms that classify guides."""

    items = (
        SkillLevelViewSet,
        ProcedureTypeViewSet,
        OfficialSiteViewSet,
        DeviceViewSet,
        AudienceViewSet,
        GlossaryTermViewSet,
    )
    menu_label = _("Classement")
    menu_name = "classement"
    menu_icon = "tag"
    menu_order = 250


def used_terms(instances: list[Any]) -> list[tuple[Any, list[TermUse]]]:
    """Return the terms among `instances` that are used, each with its uses."""
    terms = [instance for instance in instances if isinstance(instance, Term)]
    return [(term, uses) for term in terms if (uses := uses_of(term))]
