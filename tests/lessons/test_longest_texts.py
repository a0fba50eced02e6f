"""Every output accepts every text at its maximum length, and any character that a form accepts."""

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from home.models import SiteIdentity
from home.page_form import MAX_SLUG_LENGTH
from lessons.models import GuidePage
from lessons.models.guides import Licence
from lessons.planning.models import SessionPlan
from lessons.sheets.sheet_types import SheetType
from tests.factories import (
    DeviceFactory,
    GlossaryTermFactory,
    GuideIndexPageFactory,
    GuidePageFactory,
    OfficialSiteFactory,
    ProcedureTypeFactory,
    SiteImageFactory,
    SkillLevelFactory,
    make_site,
    make_step,
)
from tests.support.pdf import assert_meets_pdf_ua

pytestmark = pytest.mark.django_db
HERE = {"HTTP_SEC_FETCH_SITE": "same-origin"}
PAPERS = "&".join(f"papier={paper.form.code}" for paper in SheetType)
OF_A_GUIDE = [
    "",
    "?images=sans",
    "projection/1/",
    "projection/3/",
    "suivre/",
    "suivre/2/",
    "suivre/fin/",
    "imprimer/",
    "fiche-apprenant.pdf",
    "trame-aidant.pdf",
    "fiche-apprenant.docx",
    "trame-aidant.docx",
    f"imprimer.pdf?{PAPERS}&taille=24",
    f"imprimer.pdf?{PAPERS}&livret=1",
]
OF_A_SESSION = ["", "plan.docx", "agenda.ics", "dossier/", "dossier/accessible.pdf", "dossier/fichiers.zip"]


def long(letters: int) -> str:
    """Words, then one that no line can hold; a character that only forms accept."""
    return ("Écrire\x0b « été » : " * 40)[: letters // 2] + "W" * (letters - letters // 2)


@pytest.fixture
def guide() -> GuidePage:
    home = make_site()
    SiteIdentity.objects.create(site=home.get_site(), organisation=long(120), contact_line=long(200))
    marker = {"x": 1, "y": 1, "width": 9, "height": 9, "label": long(120), "target": True}
    markers = [
        {"type": "item", "id": str(number), "value": marker | {"target": not number}} for number in range(9)
    ]
    picture = {"image": SiteImageFactory().pk, "alt": long(300), "markers": markers}
    notes = dict.fromkeys(("tip", "warning", "helper_note"), f"<p>{long(3_000)}</p>")
    steps = [make_step(long(90), instruction=f"<p>{long(3_000)}</p>", screenshot=picture, **notes)] * 2
    theme = ProcedureTypeFactory(code="t", name=long(80))
    made = GuidePageFactory(
        parent=GuideIndexPageFactory(parent=home, title=long(255)),
        title=long(255),
        slug="s" * MAX_SLUG_LENGTH,
        summary=long(300),
        seo_title=long(255),
        search_description=long(300),
        search_words=long(500),
        change_note=long(250),
        official_url=f"https://exemple.fr/{'a' * 480}",
        level=SkillLevelFactory(name=long(40)),
        procedure_type=ProcedureTypeFactory(code="t/u", name=long(80), parent=theme),
        official_site=OfficialSiteFactory(name=long(80)),
        devices=[DeviceFactory(name=long(80))],
        vocabulary=[GlossaryTermFactory(name=long(80), definition=long(300))],
        licence=Licence.ETALAB,
        steps=steps,
        **{name: [("item", long(200))] for name in ("objectives", "papers", "checks")},
    )
    return GuidePage.objects.get(pk=made.pk)


def answers(client: Client, path: str) -> bytes:
    response: Any = client.get(path)
    assert response.status_code == 200, path
    content: bytes = response.getvalue()
    return content


def test_all_that_is_made_of_a_guide(guide: GuidePage, client: Client) -> None:
    for rest in OF_A_GUIDE:
        content = answers(client, f"{guide.url}{rest}")
        if "pdf" in rest and "livret" not in rest:
            assert_meets_pdf_ua(content)
    for path in ("/", "/guides/", "/guides/?q=ecrire", "/guides/fil.atom", "/sitemap.xml"):
        answers(client, path)


def test_all_that_is_made_of_a_session(guide: GuidePage, client: Client) -> None:
    client.post("/seance/ajouter/", {"guide": guide.pk}, **HERE)
    SessionPlan.objects.update(title=long(120), day="2026-12-01", starts_at="14:00")
    SessionPlan.objects.get().lines.update(note=long(300))
    for rest in OF_A_SESSION:
        content = answers(client, f"/seance/{rest}")
        assert b"\x0b" not in content or not rest.endswith("ics")


def test_all_that_is_exported(guide: GuidePage, admin_client: Client, tmp_path: Any) -> None:
    call_command("export_guides", str(tmp_path / "guides"))
    call_command("export_static", str(tmp_path / "copie"))
    for path in ("qualite/a-reverifier", "reports/aging-pages"):
        for kind in ("csv", "xlsx"):
            answers(admin_client, f"/administration/{path}/?export={kind}")
    answers(admin_client, f"/administration/echanges/{guide.pk}/")


def test_a_long_address_can_be_changed(guide: GuidePage, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        guide.slug = "court"
        guide.save()
