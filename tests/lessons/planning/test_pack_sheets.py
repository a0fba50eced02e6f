"""The sheets of paper of a pack are counted before it is printed."""

import pytest

from tests.lessons.planning.conftest import Helper, text_of
from tests.lessons.planning.test_pack import get, pages_of, workshop

__all__ = ["workshop"]


def test_it_says_how_many_sheets_it_takes_before_printing(workshop: Helper) -> None:
    query = "seance=1&fiche=3&presence=1&taille=24"
    sides = pages_of(get(workshop, f"dossier/imprimer.pdf?{query}").content)
    sheets = pages_of(get(workshop, f"dossier/imprimer.pdf?{query}&recto-verso=1").content) // 2
    assert sheets < sides < 2 * sheets
    assert "Ce dossier demande" not in workshop.page("/seance/dossier/")
    counted = workshop.page(f"/seance/dossier/?{query}&compter=1")
    assert f"Ce dossier demande <strong>{sides} feuilles, ou {sheets} recto verso</strong>." in counted
    counted = workshop.page(f"/seance/dossier/?{query}&compter=1&recto-verso=1")
    assert f"Ce dossier demande <strong>{sheets} feuilles recto verso</strong>." in counted


def test_one_copy_of_each_paper_is_counted_with_its_table_of_contents(workshop: Helper) -> None:
    query = "seance=1&trame=1&fiche=1"
    sides = pages_of(get(workshop, f"dossier/imprimer.pdf?{query}").content)
    assert f"{sides} feuilles" in workshop.page(f"/seance/dossier/?{query}&compter=1")


def test_a_pack_that_is_too_long_is_refused_and_nothing_is_left_out_silently(
    workshop: Helper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lessons.planning.pack.MAX_PAGES", 20)
    for path in ("imprimer.pdf?presence=40", "?presence=40&compter=1"):
        response = workshop.client.get(f"/seance/dossier/{path}")
        assert response.status_code == 400
        assert "il ferait 40 pages" in text_of(response)
        assert "compter" not in text_of(response)
