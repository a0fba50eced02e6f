"""Every address that is not for editors, filled in for one guide, for a session, for a search.

It takes the addresses from `tests/conventions/addresses.py`: a new one is included automatically unless it
has a key.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.urls import resolve
from wagtail.models import PageViewRestriction

from lessons.sheets.sheet_types import GUIDE_SHEET_TYPES
from tests.conventions.addresses import ADDRESSES, EDITOR
from tests.trust.leaks.canaries import canary
from tests.trust.leaks.canary_site import CanarySite
from tests.trust.leaks.hidden_content import TOKEN
from tests.trust.leaks.states import STATES

SEARCHED = ("titre", "consigne", "recherche", "mot")  # Texts that the index contains.
CHOSEN = {"demarche": "codetheme", "appareil": "codeappareil"}
OF_A_SESSION = ["", "projection/1/", "projection/2/", "dossier/", "plan.docx", "agenda.ics"]
PACKS = ["dossier/imprimer.pdf", "dossier/accessible.pdf", "dossier/fichiers.zip"]
UNKNOWN = canary("inconnu", "mot")  # A word that is the name of nothing.


def of_a_guide(path: str, pk: int) -> list[str]:
    """The addresses that concern the guide at `path`, now or formerly."""
    examples = [address.example for address in ADDRESSES if address.audience != EDITOR]
    return [path, *(each.format(guide=path, pk=pk) for each in examples if "{" in each)]


def of_the_site() -> list[str]:
    """The addresses that concern no particular guide."""
    examples = [address.example for address in ADDRESSES if address.audience != EDITOR]
    near = f"/guides/{canary('brouillon', 'adresse')[:-2]}/"  # An error page must not reveal it.
    paths = [
        "/",
        "/guides/",
        "/guides/?tri=titre",
        "/guides/?page=2",
        near,
        "/autre-site/",
        "/retire/",
        "/ferme/",
    ]
    return [*paths, *(each for each in examples if "{" not in each)]


def every_paper(path: str) -> str:
    """All kinds of sheet of the guide at `path`, in one file."""
    codes = "&".join(f"papier={form.code}" for form in GUIDE_SHEET_TYPES.values())
    return f"{path}imprimer.pdf?{codes}"


def with_keys(site: CanarySite) -> list[str]:
    """Pages that need a key, with the right key, or with a wrong one where only its owner has the
    right one.
    """
    restriction = PageViewRestriction.objects.filter(restriction_type="password").first()
    page = site.guides["motdepasse"].pk
    password = f"/_util/authenticate_with_password/{restriction.pk}/{page}/" if restriction else "/"
    return [
        f"/seance/lire/{site.key}/",
        f"/seance/lire/{site.key}/projection/2/",
        f"/seance/ouvrir/{TOKEN[:-1]}x/",
        "/seance/modele/premiers-pas/",
        password,
    ]


def searches() -> dict[str, str]:
    """Catalogue queries for each hidden object, and the same queries for a word that is the name
    of nothing.
    """
    words = [canary(state.name, place) for state in STATES for place in SEARCHED]
    words += [f"{canary(state.name, 'titre')[:-1]}x" for state in STATES]
    found = {f"q={word}": f"q={UNKNOWN}" for word in words}
    for name, place in CHOSEN.items():
        for state in STATES:
            found[f"{name}={canary(state.name, place)}"] = f"{name}={UNKNOWN}"
    return found


def routes_of(paths: Iterable[str]) -> set[str]:
    """The routes that match `paths`, without the initial characters of a regular expression, which Django
    drops too.
    """
    return {resolve(urlsplit(path).path).route.replace("^", "") for path in paths}
