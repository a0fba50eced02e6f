"""Draft guides from Word and LibreOffice files."""

import pytest

from home.models import SiteImage
from lessons.import_export.documents import BadDocumentError, import_document
from lessons.import_export.documents.blocks import BlockKind, DocumentBlock, ParsedDocument
from lessons.import_export.documents.outline import outline_of
from lessons.models import GuideIndexPage, GuidePage
from tests.factories import GuideIndexPageFactory, make_site
from tests.factories.home import UserFactory
from tests.lessons.import_export import documents

FILES = [("carte.docx", documents.word()), ("carte.ODT", documents.opendocument())]
FIRST = (
    "<p>Appuyez sur <b>Me connecter</b> &lt;ici&gt; &amp; là, <i>sans courir</i>"
    '<a href="https://www.ameli.fr/?a=1&amp;b=2">le site</a>un piège</p>'
)
SECOND = (
    "<ul><li>une pièce d’identité</li><li>une photo</li></ul><ol><li>Scannez.</li></ol>"
    "<p><b>Un détail</b></p><p>Le scanner de la médiathèque est gratuit.</p>"
)


@pytest.fixture
def catalogue(db: None) -> GuideIndexPage:
    page: GuideIndexPage = GuideIndexPageFactory(parent=make_site())
    return page


@pytest.mark.parametrize(("name", "content"), FILES)
def test_a_document_becomes_a_draft_with_a_step_for_each_heading(
    name: str, content: bytes, catalogue: GuideIndexPage
) -> None:
    user = UserFactory()
    report = import_document(content, name, catalogue, user)
    page = GuidePage.objects.get(pk=report.page.pk)
    guide = page.get_latest_revision_as_object()
    assert (guide.live, guide.owner, guide.title) == (False, user, documents.TITLE)
    assert guide.slug == "demander-sa-carte-vitale"
    assert guide.summary == "Recevoir sa première carte Vitale à la maison."
    titles = ["Ouvrir le compte ameli", "Préparer ses papiers", "Préparer ses papiers (2)"]
    assert [step.value["title"] for step in guide.steps] == titles
    assert guide.steps[0].value["instruction"].source == FIRST
    assert guide.steps[1].value["instruction"].source == SECOND
    assert "Puis envoyez." in guide.steps[2].value["instruction"].source
    assert "Trois semaines" in guide.steps[2].value["instruction"].source


@pytest.mark.parametrize(("name", "content"), FILES)
def test_pictures_are_cleaned_and_become_screenshots(
    name: str, content: bytes, catalogue: GuideIndexPage
) -> None:
    user = UserFactory()
    report = import_document(content, name, catalogue, user)
    first, second, third = (step.value["screenshot"] for step in report.page.steps)
    assert first["image"].width == 60
    assert first["image"].uploaded_by_user == user  # The person who imported it may mask it.
    assert first["alt"] == "La page d’accueil du compte."
    assert second["image"] != first["image"]
    assert third["image"] is None
    assert (report.steps, report.pictures, SiteImage.objects.count()) == (3, 2, 2)


@pytest.mark.parametrize(("name", "content"), FILES)
def test_what_was_left_is_told(name: str, content: bytes, catalogue: GuideIndexPage) -> None:
    left = "\n".join(import_document(content, name, catalogue, UserFactory()).left)
    assert "Un tableau a été mis à plat" in left
    assert "Étape 3 « Préparer ses papiers (2) » : image non reprise." in left
    assert "Étape 2 « Préparer ses papiers » : décrivez l’image" in left
    assert "Étape 1" not in left


def test_notes_and_pictures_of_the_internet_are_told(catalogue: GuideIndexPage) -> None:
    report = import_document(documents.opendocument(), "a.odt", catalogue, UserFactory())
    left = "\n".join(report.left)
    assert "note de bas de page" in left
    assert "restée sur Internet" in left
    assert "Effacé" not in str(report.page.steps.raw_data)


def test_a_document_without_headings_is_one_step(catalogue: GuideIndexPage) -> None:
    report = import_document(documents.word_without_headings(), "notice.docx", catalogue, UserFactory())
    assert [step.value["title"] for step in report.page.steps] == ["Avant de commencer"]
    assert (report.page.title, report.page.summary) == ("notice", "Bonjour.")
    assert "Aucun titre n’a été trouvé" in report.left[0]


def test_forty_steps_are_kept_and_the_rest_told(catalogue: GuideIndexPage) -> None:
    report = import_document(documents.word_with_steps(45), "long.docx", catalogue, UserFactory())
    assert report.steps == 40
    assert "ce qui suit « Étape 39 »" in report.left[0]


def test_two_documents_of_one_title_have_two_addresses(catalogue: GuideIndexPage) -> None:
    slugs = [
        import_document(documents.word(), "a.docx", catalogue, UserFactory()).page.slug for _ in range(2)
    ]
    assert slugs == ["demander-sa-carte-vitale", "demander-sa-carte-vitale-2"]
    assert SiteImage.objects.count() == 2


BILLION = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
SECRETS = '<!DOCTYPE x [<!ENTITY s SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0", "Word (.docx) ou LibreOffice (.odt)"),
        ("a.pdf", b"%PDF", "Word (.docx) ou LibreOffice (.odt)"),
        ("a.docx", b"", "abîmé"),
        ("a.docx", b"PK\x03\x04", "abîmé"),
        ("a.docx", documents.word()[:-600], "abîmé"),
        ("a.docx", documents.opendocument(), "ne peut pas être lu"),
        ("a.odt", documents.word(), "abîmé"),
        ("a.odt", documents.zip_bomb(), "trop de choses"),
        ("a.docx", documents.zip_bomb(), "trop de choses"),
        ("a.odt", documents.opendocument(BILLION, "&b;"), "ne peut pas être lu"),
        ("a.odt", documents.opendocument(SECRETS, "&s;"), "ne peut pas être lu"),
        ("a.docx", documents.word_with_steps(0), "ni texte ni image"),
    ],
)
def test_a_file_that_is_no_document_is_refused_in_one_sentence(
    name: str, content: bytes, sentence: str, catalogue: GuideIndexPage
) -> None:
    with pytest.raises(BadDocumentError, match=sentence.replace("(", r"\(").replace(")", r"\)")):
        import_document(content, name, catalogue, UserFactory())
    assert not GuidePage.objects.exists()
    assert not SiteImage.objects.exists()


def test_a_long_heading_is_cut_and_said_whole_in_the_instruction() -> None:
    heading = "Ouvrir le site & " + "chercher " * 20
    steps = outline_of(
        ParsedDocument((DocumentBlock(BlockKind.HEADING, heading.replace("&", "&amp;"), 1),)), "x"
    ).steps
    assert len(steps[0].title) <= 90
    assert steps[0].instruction.startswith("<p>Ouvrir le site &amp; chercher")


def test_the_only_first_level_heading_is_the_title() -> None:
    pieces = (
        DocumentBlock(BlockKind.HEADING, "Le guide", 1),
        DocumentBlock(BlockKind.HEADING, "Un", 2),
        DocumentBlock(BlockKind.HEADING, "Deux", 2),
    )
    outline = outline_of(ParsedDocument(pieces), "fichier")
    assert outline.title == "Le guide"
    assert [step.title for step in outline.steps] == ["Un", "Deux"]
