"""A field of a step is declared once: code that reads or writes steps finds a new one by itself."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import docx
import pytest
from wagtail import blocks

from home.typesetting.worker_pool import typeset_in_worker
from lessons.blocks.step_fields import note_fields, rich_text_fields, step_fields
from lessons.blocks.steps import FEATURES, NoteBlock, StepBlock
from lessons.blocks.text_roles import NoteStyle, TextRole
from lessons.import_export import export_guide, import_guides
from lessons.import_export.errors import GuideFileError
from lessons.import_export.step_values import read_value, written_value
from lessons.import_export.yaml_nodes import YamlNode
from lessons.import_export.yaml_text import read_yaml
from lessons.models import GuidePage
from lessons.quality.links.link_uses import links_of
from lessons.quality.text_extraction import extract_passages
from lessons.sheets import typst_job
from lessons.sheets.document import guide_document
from lessons.sheets.docx import docx_of
from lessons.sheets.guide_sheet import guide_sheet
from lessons.sheets.options import Options
from lessons.sheets.sheet_types import SheetType
from lessons.sheets.typst_job import job_of
from tests.factories import GuideIndexPageFactory, GuidePageFactory, SiteImageFactory, make_step
from tests.support.pdf import pages_of

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
    for declared in (StepBlock.base_blocks, on_the_page.child_blocks):
        monkeypatch.setitem(declared, "spoken", block)
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


def test_guide_files_keep_the_order_of_the_declaration(guide: GuidePage, tmp_path: Path) -> None:
    text = (export_guide(guide, tmp_path) / "guide.yaml").read_text()
    keys = re.findall(r"^(?:  - |    )(\w+):", text[text.index("steps:") :], re.MULTILINE)
    assert keys == ["title", "minutes", "kind", "instruction", "spoken", "id"]


@pytest.mark.parametrize(
    ("block", "value"),
    [
        (blocks.IntegerBlock(required=False, min_value=1, max_value=9), None),
        (blocks.IntegerBlock(required=False), 12),
        (blocks.CharBlock(required=False), "Bonjour"),
    ],
)
def test_an_optional_value_of_a_known_kind_is_read_as_it_was_written(block: Any, value: Any) -> None:
    faults: list[GuideFileError] = []
    written = written_value(block, value, Mock())
    text = "{}" if written is None else f"key: {written}"
    assert read_value(block, YamlNode(read_yaml(text), Path("guide.yaml"), faults), "key", Path()) == value
    assert faults == []


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


def test_a_long_text_in_a_new_field_takes_as_many_pages_as_a_tip(guide: GuidePage, tmp_path: Path) -> None:
    """A step that is taken for a short one is not continued on the next page: the rest would be cut."""
    templates = typst_job.TEMPLATES
    learner = (Path(templates[-1]) / "learner.typ").read_text()
    changed = learner.replace("tip(step.tip)", "tip(step.tip + step.spoken)")
    assert changed != learner
    (tmp_path / "learner.typ").write_text(changed)
    picture = {
        "image": SiteImageFactory(file__width=800, file__height=500).pk,
        "alt": "Page d’accueil du site",
        "markers": [],
    }
    long = f"<p>{'mot ' * 850}</p>"

    def pages(**values: str) -> int:
        guide.steps = [make_step(screenshot=picture, **values)]
        job = job_of(guide_document(guide, Options(papers=(SheetType.LEARNER,))))
        return len(pages_of(typeset_in_worker(replace(job, templates=(*templates, str(tmp_path))))))

    assert pages(spoken=long) == pages(tip=long) > 1
