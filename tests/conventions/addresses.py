"""Who may request each address of the site. A new address needs a line here.

PUBLIC: anyone. It answers a plain GET, sets no cookie, and has the strict content security policy. EDITOR:
people who log in. A visitor is redirected to the login page. PRIVATE: anyone who has its key. Without the
right key it answers 404 and reveals nothing else.

Every address under `administration/` is for editors and needs no line; those open to others are listed
separately.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

PUBLIC, EDITOR, PRIVATE = "public", "editor", "private"
ADMINISTRATION = "administration/"


@dataclass(frozen=True)
class Address:
    """One address. `example` is a path to request; `{guide}` and `{pk}` stand for a visible guide."""

    route: str
    audience: str
    example: str
    status: int = 200


ADDRESSES = [
    Address("sante/", PUBLIC, "/sante/"),
    Address("robots.txt", PUBLIC, "/robots.txt"),
    Address(".well-known/security.txt", PUBLIC, "/.well-known/security.txt"),
    Address("sitemap.xml", PUBLIC, "/sitemap.xml"),
    Address("favicon.ico", PUBLIC, "/favicon.ico", status=302),
    Address("sw.js", PUBLIC, "/sw.js"),
    Address("hors-ligne/", PUBLIC, "/hors-ligne/"),
    Address("media/<path:path>", PUBLIC, "/media/images/absente.png", status=404),
    Address("guides/fil.atom", PUBLIC, "/guides/fil.atom"),
    Address("seance/", PUBLIC, "/seance/"),
    Address("seance/ajouter/", PUBLIC, "/seance/ajouter/", status=303),
    Address("seance/lignes/", PUBLIC, "/seance/lignes/", status=303),
    Address("seance/reglages/", PUBLIC, "/seance/reglages/", status=303),
    Address("seance/raccourcir/", PUBLIC, "/seance/raccourcir/", status=303),
    Address("seance/annuler/", PUBLIC, "/seance/annuler/", status=303),
    Address("seance/supprimer/", PUBLIC, "/seance/supprimer/", status=303),
    Address("seance/terminer/", PUBLIC, "/seance/terminer/", status=303),
    Address("seance/partager/", PUBLIC, "/seance/partager/", status=303),
    Address("seance/copier/", PUBLIC, "/seance/copier/", status=303),
    Address("seance/ouvrir/", PUBLIC, "/seance/ouvrir/", status=303),
    Address("seance/terminee/", PUBLIC, "/seance/terminee/"),
    Address("seance/ouvrir/<str:token>/", PRIVATE, "/seance/ouvrir/abc/"),
    Address("seance/lire/", PUBLIC, "/seance/lire/"),
    Address("seance/lire/<str:key>/", PRIVATE, "/seance/lire/citron-velo-matin-lampe/"),
    Address(
        "seance/lire/<str:key>/projection/<int:number>/",
        PRIVATE,
        "/seance/lire/citron-velo-matin-lampe/projection/1/",
    ),
    Address("seance/projection/<int:number>/", PUBLIC, "/seance/projection/1/", status=303),
    Address("<path:page_path>/projection/<int:number>/", PUBLIC, "{guide}projection/1/"),
    Address("seance/dossier/", PUBLIC, "/seance/dossier/", status=303),
    Address("seance/dossier/imprimer.pdf", PUBLIC, "/seance/dossier/imprimer.pdf", status=303),
    Address("seance/dossier/accessible.pdf", PUBLIC, "/seance/dossier/accessible.pdf", status=303),
    Address("seance/dossier/fichiers.zip", PUBLIC, "/seance/dossier/fichiers.zip", status=303),
    Address("seance/plan.docx", PUBLIC, "/seance/plan.docx", status=303),
    Address("seance/agenda.ics", PUBLIC, "/seance/agenda.ics", status=303),
    Address("seance/modele/<slug:slug>/", PRIVATE, "/seance/modele/absent/"),
    Address("copie/pas-a-pas.zip", PUBLIC, "/copie/pas-a-pas.zip", status=404),
    Address("g/<int:pk>/", PUBLIC, "/g/{pk}/", status=302),
    Address("g/<int:pk>/suivre/", PUBLIC, "/g/{pk}/suivre/", status=302),
    Address("<path:page_path>/suivre/", PUBLIC, "{guide}suivre/"),
    Address("<path:page_path>/suivre/<int:number>/", PUBLIC, "{guide}suivre/1/"),
    Address("<path:page_path>/suivre/fin/", PUBLIC, "{guide}suivre/fin/"),
    Address("signaler/<int:pk>/", PUBLIC, "/signaler/{pk}/"),
    Address("signaler/<int:pk>/merci/", PUBLIC, "/signaler/{pk}/merci/"),
    Address("signaler/<int:pk>/toujours-exact/", PUBLIC, "/signaler/{pk}/toujours-exact/"),
    Address("signaler/<int:pk>/etape/<str:step_id>/", PUBLIC, "/signaler/{pk}/etape/absente/"),
    Address("<path:page_path>/fiche-apprenant.pdf", PUBLIC, "{guide}fiche-apprenant.pdf"),
    Address("<path:page_path>/trame-aidant.pdf", PUBLIC, "{guide}trame-aidant.pdf"),
    Address("<path:page_path>/fiche-apprenant.docx", PUBLIC, "{guide}fiche-apprenant.docx"),
    Address("<path:page_path>/trame-aidant.docx", PUBLIC, "{guide}trame-aidant.docx"),
    Address("<path:page_path>/imprimer/", PUBLIC, "{guide}imprimer/"),
    Address("<path:page_path>/imprimer.pdf", PUBLIC, "{guide}imprimer.pdf?papier=memo"),
    Address("<path:page_path>/imprimer/page-<int:number>.png", PUBLIC, "{guide}imprimer/page-1.png"),
    Address(r"^((?:[\w\-]+/)*)$", PUBLIC, "/"),
    Address("_util/login/", EDITOR, "/_util/login/", status=302),
    Address(r"documents/^(\d+)/(.*)$", PUBLIC, "/documents/1/absent.pdf", status=404),
    Address(
        "documents/authenticate_with_password/<int:restriction_id>/",
        PRIVATE,
        "/documents/authenticate_with_password/1/",
    ),
    Address(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        PRIVATE,
        "/_util/authenticate_with_password/1/1/",
    ),
]

# Public although they are under `administration/`, with the reason.
OPEN_IN_ADMINISTRATION = {
    "administration/login/": "the page to log in",
    "administration/password_reset/": "who forgot a password cannot log in",
    "administration/password_reset/done/": "says that the mail is on its way",
    "administration/password_reset/confirm/<uidb64>/<token>/": "asks for the new password, by a key",
    "administration/password_reset/complete/": "says that the new password holds",
    "administration/sprite/": "Wagtail's icons, which the page to log in shows",
    "administration/jsi18n/": "Wagtail's French words for scripts, the same on every site",
}

_PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
_EXAMPLES = {"uuid": "12345678-1234-5678-1234-567812345678"}
# Routes written as regular expressions, which have no parameter to fill in.
_EXPRESSIONS = {
    "^.*/$": "nulle-part/",
    r"^(?P<pk>\d+)/revisions/": "1/revisions/",
    r"(?P<pk>.+)/revisions/": "1/revisions/",
    r"(?P<revision_id_a>live|earliest|\d+)\.\.\.(?P<revision_id_b>live|latest|\d+)/$": "live...latest/",
}


def routes(resolver: URLResolver | None = None, prefix: str = "") -> list[tuple[str, Any]]:
    """Every route of the site with its pattern, in the order in which Django tries them."""
    found: list[tuple[str, Any]] = []
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            found.append((route, pattern))
        else:
            found.extend(routes(pattern, route))
    return found


def routes_outside_administration() -> list[str]:
    return [route for route, _ in routes() if not route.startswith(ADMINISTRATION)]


def administration_examples(number: int = 1) -> dict[str, str]:
    """A path for every route under `administration/`, by route, for the object with this primary key."""
    return {route: _example(route, number) for route, _ in routes() if route.startswith(ADMINISTRATION)}


def examples_of(route: str, values: Mapping[str, Sequence[str]], number: str) -> list[str]:
    """Paths for `route`: one for each of the `values` that parameters of these names may have."""
    for expression, example in _EXPRESSIONS.items():
        route = route.replace(expression, example.replace("1", number))
    found = ["/" + route.replace("^", "")]
    for match in _PARAMETER.finditer(route):
        usual = number if match[1] == "int" else _EXAMPLES.get(match[1], "x")
        choices = values.get(match[2], [usual])
        found = [path.replace(match[0], choice, 1) for path in found for choice in choices]
    return found


def _example(route: str, number: int) -> str:
    """`route` with each of its parameters replaced by a value."""
    return examples_of(route, {}, str(number))[0]
