"""Copies for tests that do not test sheets."""

import pytest

PDF = b"%PDF-1.7 fiche"


@pytest.fixture
def no_typesetting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lessons.sheets.render.typeset_in_worker", lambda job: PDF)
