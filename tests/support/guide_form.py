"""The data that the form for editing a guide sends. Scripts render the steps, so tests cannot read them from
the page.
"""

from tests.factories import ProcedureTypeFactory, SkillLevelFactory


def guide_form(**values: str) -> dict[str, str]:
    """The data that the form sends for a guide of one step."""
    level, kind = SkillLevelFactory(), ProcedureTypeFactory()
    step = {
        "title": "Ouvrir le site officiel",
        "instruction": '{"blocks": [{"key": "a", "text": "Écrivez l’adresse.", "type": "unstyled", "depth": 0,'
        ' "inlineStyleRanges": [], "entityRanges": [], "data": {}}], "entityMap": {}}',
        "screenshot-image": "",
        "screenshot-alt": "",
        "screenshot-markers-count": "0",
        "minutes": "5",
        "kind": "practice",
        "essential": "on",
        **dict.fromkeys(("tip", "warning", "helper_note"), '{"blocks": [], "entityMap": {}}'),
    }
    form = {
        "title": "Vendre sa voiture",
        "slug": "vendre-sa-voiture",
        "summary": "Déclarer la vente en ligne.",
        "level": str(level.pk),
        "procedure_type": str(kind.pk),
        "prerequisites": '{"blocks": [], "entityMap": {}}',
        "licence": "etalab-2.0",
        "steps-count": "1",
        "steps-0-type": "step",
        "steps-0-order": "0",
        "steps-0-deleted": "",
        "steps-0-id": "11111111-1111-4111-8111-111111111111",
        **{f"steps-0-value-{name}": value for name, value in step.items()},
        **{f"{field}-count": "0" for field in ("objectives", "papers", "checks")},
    }
    for formset in ("prerequisite_guides", "next_guides", "comments"):
        sizes = {"TOTAL": "0", "INITIAL": "0", "MIN_NUM": "0", "MAX_NUM": "1000"}
        form |= {f"{formset}-{name}_FORMS": size for name, size in sizes.items()}
    return form | values
