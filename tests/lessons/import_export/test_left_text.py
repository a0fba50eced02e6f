"""Hidden or struck-through text of a document never becomes an instruction."""

import pytest

from lessons.import_export.documents.importer import READERS
from lessons.import_export.documents.outline import outline_of
from tests.lessons.import_export import word_parts

SHOWN = {".docx": word_parts.WORD["inserted"], ".odt": word_parts.ODT["text"]}


@pytest.mark.parametrize(
    ("suffix", "kind", "told"),
    [
        (".docx", "struck", "Du texte barré n’a pas été repris : « mot0a »."),
        (".docx", "hidden", "Du texte caché n’a pas été repris : « mot0a »."),
        (".docx", "hidden by style", "Du texte caché n’a pas été repris : « mot0a »."),
        (".docx", "deleted", "Du texte supprimé (suivi des modifications) n’a pas été repris : « mot0a »."),
        (".docx", "formula", "Une formule n’a pas été reprise : « mot0a »."),
        (".docx", "contents", "Le sommaire n’a pas été repris : « mot0a »."),
        (".odt", "struck", "Du texte barré n’a pas été repris : « mot0a »."),
        (".odt", "struck by paragraph", "Du texte barré n’a pas été repris : « mot0a »."),
        (".odt", "hidden", "Du texte caché n’a pas été repris : « mot0a »."),
        (".odt", "hidden section", "Du texte caché n’a pas été repris : « mot0a »."),
        (".odt", "comment", "Un commentaire n’a pas été repris : « mot0b »."),
        (".odt", "note", "Une note de bas de page n’a pas été reprise : « mot0b »."),
    ],
)
def test_what_is_not_shown_is_told_and_no_instruction(suffix: str, kind: str, told: str) -> None:
    parts = word_parts.WORD if suffix == ".docx" else word_parts.ODT
    make = word_parts.docx if suffix == ".docx" else word_parts.odt
    body = parts[kind].format(n=0) + SHOWN[suffix].format(n=1) * 2
    outline = outline_of(READERS[suffix](make(body)), "fichier")
    assert told in outline.left
    assert not any(told.split("« ")[1][:5] in step.instruction for step in outline.steps)
