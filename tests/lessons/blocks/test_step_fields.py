"""A field of a step is declared once: code that reads or writes steps finds a new one by itself."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import pytest

from lessons.blocks.step_fields import note_fields, rich_text_fields, step_fields
from lessons.blocks.steps import FEATURES, NoteBlock, StepBlock
from lessons.blocks.text_roles import NoteStyle, TextRole
from lessons.import_export import export_guide, import_guides
from lessons.models import GuidePage
from lessons.quality.links.link_uses import links_of
from lessons.quality.text_extraction import extract_passages
from lessons.sheets.document import guide_document
from lessons.sheets.docx import docx_of
from lessons.sheets.guide_sheet import guide_sheet
from lessons.sheets.options import Options
from lessons.sheets.sheet_types import SheetType
from lessons.sheets.typst_job import job_of
from tests.factories import GuideIndexPageFactory, GuidePageFactory, make_step

pytestmark = pytest.mark.django_db
WORDS = "Dites bonjour, puis "
LINK = "https://www.service-public.fr/"
HTML = f'<p>{WORDS}<a href="{LINK}">lisez</a>.</p>'


def clear_caches() -> None:
    for declared in (step_fields, rich_text_fields, note_fields):
        declared.cache_clear()


@pytest.fixture
def guide(monkeypatch: pytest.MonkeyPatch) -> Iterator[GuidePage]:
    """A guide whose steps have one more field, `spoken`."""
    block = NoteBlock(
        required=False,
        features=FEATURES,
        label="À dire",
        role=TextRole.PROSE,
        place="à dire",
        note=NoteStyle.TIP,
    )
    block.set_name("spoken")
    on_the_page = GuidePage._meta.get_field("steps").stream_block.child_blocks["step"]
    for blocks in (StepBlock.base_blocks, on_the_page.child_blocks):
        monkeypatch.setitem(blocks, "spoken", block)
    clear_caches()
    index = GuideIndexPageFactory()
    yield GuidePageFactory(parent=index, slug="passeport", steps=[make_step(spoken=HTML)])
    clear_caches()


def test_guide_files_carry_a_new_field_both_ways(guide: GuidePage, tmp_path: Path) -> None:
    folder = export_guide(guide, tmp_path)
    assert "spoken: " in (folder / "guide.yaml").read_text()
    guide.steps = [make_step()]
    guide.save_revision().publish()
    import_guides(tmp_path)
    assert GuidePage.objects.get().steps[0].value["spoken"].source == HTML


def test_checks_and_links_find_a_new_field(guide: GuidePage) -> None:
    (passage,) = [passage for passage in extract_passages(guide) if passage.part == "spoken"]
    assert passage.place.endswith("à dire")
    assert WORDS.strip() in passage.text
    assert LINK in {use.url for use in links_of(guide)}


def test_paper_and_word_processors_get_a_new_field(guide: GuidePage) -> None:
    document = guide_document(guide, Options(papers=(SheetType.LEARNER,)))
    assert guide_sheet(guide).steps[0].texts["spoken"]
    assert WORDS.strip() in job_of(document).data
    word = docx.Document(BytesIO(docx_of(document)))
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert texts[texts.index("À dire") + 1].startswith(WORDS)
