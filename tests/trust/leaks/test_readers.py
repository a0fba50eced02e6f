"""The checks detect leaks: while a guide is public, its canaries are found in each kind of response."""

from pathlib import Path

import pytest
from django.test import Client

from lessons.static_export import export_site
from tests.lessons.planning.conftest import Helper
from tests.trust.leaks.addresses import every_paper
from tests.trust.leaks.answers import canaries_in, words_of, words_of_file
from tests.trust.leaks.canaries import canary
from tests.trust.leaks.canary_site import CanarySite

PUBLIC = "embargo"  # A guide that is hidden later on.
CARD = ("adresse", "titre", "resume", "theme", "site", "appareil")
SHEET = (
    "titre",
    "etape",
    "consigne",
    "alternative",
    "repere",
    "astuce",
    "piege",
    "definition",
    "lien",
    "papier",
)
OUTLINE = (*SHEET, "resume", "avant", "objectif", "aidant")
PLAN = ("titre", "papier", "appareil", "mot", "definition")
PAGE = (
    *CARD,
    "consigne",
    "alternative",
    "description",
    "avant",
    "objectif",
    "aidant",
    "etiquette",
    "mot",
    "definition",
)
SAID = {
    "/": ("theme",),
    "/guides/?q={search}": CARD,
    "/guides/fil.atom": ("adresse", "titre", "resume"),
    "/sitemap.xml": ("adresse",),
    "{guide}": PAGE,
    "{guide}projection/1/": ("titre", "resume"),
    "{guide}suivre/": ("titre", "papier", "avant", "lien"),
    "{guide}suivre/1/": ("titre", "consigne", "alternative"),
    "{guide}suivre/fin/": ("titre", "reussite"),
    "/g/{pk}/": ("adresse",),
    "/g/{pk}/suivre/": ("adresse",),
    "/signaler/{pk}/": ("titre",),
    "{guide}fiche-apprenant.pdf": SHEET,
    "{guide}trame-aidant.pdf": OUTLINE,
    "{guide}fiche-apprenant.docx": SHEET,
    "{guide}trame-aidant.docx": OUTLINE,
    "{guide}imprimer/": ("titre",),
    "{papers}": OUTLINE,
    "/seance/": PLAN,
    "/seance/dossier/imprimer.pdf": OUTLINE,
    "/seance/dossier/accessible.pdf": OUTLINE,
    "/seance/dossier/fichiers.zip": OUTLINE,
    "/seance/plan.docx": PLAN,
    "/seance/agenda.ics": ("titre",),
    "/seance/lire/{key}/": PLAN,
    "/seance/modele/premiers-pas/": PLAN,
}
NEVER_SAID = ("image", "fichier", "autrice")  # Titles and file names of pictures; authors.


def test_what_is_public_is_heard_everywhere(
    public_site: CanarySite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, helper = public_site.paths[PUBLIC], Helper(Client())
    helper.add(public_site.guides[PUBLIC])
    helper.post("reglages", version=helper.plan.version, day="2026-11-24", starts_at="14:00")
    helper.post("partager")
    names = {
        "guide": path,
        "pk": public_site.guides[PUBLIC].pk,
        "key": helper.plan.share_key,
        "papers": every_paper(path),
        "search": canary(PUBLIC, "recherche"),
    }
    said = {pattern: words_of(helper.client.get(pattern.format(**names))) for pattern in SAID}
    said["copy"] = copy_of_the_site(tmp_path / "copie", monkeypatch)
    missing = [
        f"{place} in {pattern}"
        for pattern, places in {**SAID, "copy": PAGE}.items()
        for place in places
        if canary(PUBLIC, place) not in said[pattern]
    ]
    assert not missing
    assert not [
        pattern for pattern, words in said.items() for place in NEVER_SAID if canary(PUBLIC, place) in words
    ]


def copy_of_the_site(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """All the words of the static copy, except those of its sheets."""
    monkeypatch.setattr("lessons.sheets.render.typeset_in_worker", lambda job: b"Une fiche, lue ailleurs.")
    export_site(folder)
    files = [path for path in folder.rglob("*") if path.is_file()]
    return " ".join(words_of_file(str(path.relative_to(folder)), path.read_bytes()) for path in files)


def test_only_the_echo_of_what_was_asked_is_let_pass() -> None:

    word, other = canary("x", "titre"), canary("y", "titre")
    assert not canaries_in(f"rien pour « {word} »", f"/guides/?q={word}")
    assert canaries_in(f"rien pour « {word} », voyez {other}", f"/guides/?q={word}")
