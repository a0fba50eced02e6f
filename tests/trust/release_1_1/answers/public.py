"""The responses to visitors."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from wagtail.models import Page

OTHERS = (
    "/guides/fil.atom",
    "/sitemap.xml",
    "/robots.txt",
    "/.well-known/security.txt",
    "/favicon.ico",
    "/sw.js",
    "/hors-ligne/",
    "/sante/",
    "/seance/",
    "/seance/lire/",
    "/seance/terminee/",
    "/_util/login/",
    "/administration/",
    "/administration/deuxieme-etape/",
    "/documents/1/affiche-de-l-atelier.pdf",
    "/media/original_images/image.png",
    # Guides and pages that are hidden, each in another way, and addresses that have changed.
    "/guides/ancien-guide/",
    "/guides/guide-termine/",
    "/guides/guide-reserve/",
    "/guides/guide-a-venir/",
    "/guides/guide-ecrit-a-moitie/",
    "/guides/jamais-ecrit/",
    "/notes-de-l-equipe/",
    "/guides/reconnaitre-un-faux-site-ou-un-faux-sms/",
    "/mots-de-passe/",
    "/seance/modele/ma-sante-en-ligne/",
    "/seance/modele/bien-commencer-en-securite/",
    "/seance/modele/premiers-pas-avec-les-impots/",
)
GUIDE = "guides/choisir-un-mot-de-passe-solide"
OF_A_GUIDE = ("projection/1/", "fiche-apprenant.docx", "trame-aidant.docx")
ABOUT_A_GUIDE = ("", "merci/", "toujours-exact/", "etape/un-identifiant-inconnu/")
PAPERS = ("fiche", "trame", "memo", "affiche", "positionnement", "evaluation", "presence", "mots")
QUERIES = (
    "q=impot",
    "q=mot+de+pase",
    "q=arnaque+sms",
    "q=carte+vitale",
    "q=CAF+logement",
    "niveau=debutant&tri=titre",
    "appareil=telephone&duree=45&tri=titre",
    "demarche=argent-impots&tri=titre",
    "public=seniors&site=ameli-fr&tri=titre",
)
HEADERS = ("Content-Type", "Location", "Content-Disposition", "X-Offline")

# Names that browsers have stored or send to the service worker, since the last time they visited the site.
NAMES_IN_BROWSERS = (
    "pas-a-pas:",
    "coque:",
    "statique",
    "vu:",
    "garde:",
    "hors-ligne",
    "X-Copied-On",
    "X-Offline",
    "deed",
    "refresh",
    "visited",
    "erase",
    "data-keep-guide",
    'rel="shortlink"',
)


def addresses() -> list[str]:
    """A page, a search, and every address that is not a public page; other tests check the texts of pages."""
    guide = Page.objects.get(slug=GUIDE.rpartition("/")[2])
    guides = Page.objects.filter(content_type__model="guidepage").order_by("pk").values_list("pk", flat=True)
    return [
        f"/{GUIDE}/",
        "/guides/?q=impot",
        *OTHERS,
        *(f"/{GUIDE}/{path}" for path in OF_A_GUIDE),
        *(f"/signaler/{guide.pk}/{path}" for path in ABOUT_A_GUIDE),
        *(f"/g/{pk}/" for pk in guides),
    ]


def papers() -> list[str]:
    """Every sheet of one guide. Chosen sheets come without pictures, which take long to typeset."""
    page = f"/{GUIDE}/imprimer"
    chosen = [f"{page}.pdf?papier={code}&images=sans" for code in PAPERS]
    more = "papier=fiche&papier=memo&images=sans&taille=18&encre=1&livret=1"
    return [
        f"/{GUIDE}/fiche-apprenant.pdf",
        *chosen,
        f"{page}.pdf?{more}",
        f"{page}/?images=sans&papier=memo",
    ]


def answers_to(asked: Iterable[str], client: Client | None = None) -> dict[str, dict[str, Any]]:
    """The status of each address, the headers on which browsers and people rely, the first bytes of a PDF."""
    answers = {}
    for address in asked:
        response = (client or Client()).get(address)
        said: dict[str, Any] = {"status": response.status_code}
        said |= {name: response[name] for name in HEADERS if name in response}
        content = response.getvalue()  # Read to its end in any case, so that files are closed.
        if response.get("Content-Type") == "application/pdf":
            said["begins"] = content[:5].decode()
        answers[address] = said
    return answers


def pictures() -> list[str]:
    """The addresses of the pictures of a page: devices that store the page store them too."""
    main = BeautifulSoup(Client().get(f"/{GUIDE}/").content, "html.parser").find("main")
    return [str(image["src"]) for image in main.find_all("img")]


def found(query: str) -> list[str]:
    """The first guides in the catalogue."""
    page = BeautifulSoup(Client().get(f"/guides/?{query}").content, "html.parser")
    return [str(link["href"]) for link in page.select("main article h3 a")][:5]


def entries_of_feed() -> list[str]:
    """The identifiers by which feed readers recognise entries."""
    return re.findall(r"<id>(urn:[^<]+)</id>", Client().get("/guides/fil.atom").content.decode())


def addresses_in_map() -> list[str]:
    return re.findall(r"<loc>([^<]+)</loc>", Client().get("/sitemap.xml").content.decode())


def names_in_browsers() -> list[str]:
    """Those of the names that the site still uses: in its service worker, its scripts or the page
    of a guide.
    """
    asked = [Client().get(address).content.decode() for address in ("/sw.js", f"/{GUIDE}/")]
    scripts = [
        path.read_text(encoding="utf-8") for path in Path(settings.BASE_DIR, "static", "js").glob("*.js")
    ]
    text = "\n".join([*asked, *scripts])
    return [name for name in NAMES_IN_BROWSERS if name in text]


def last_tick() -> dict[str, Any]:
    """What monitoring reads about the periodic tasks."""
    tasks: dict[str, Any] = Client().get("/sante/").json()["taches"]
    return tasks


def facts_of_health() -> dict[str, list[str]]:
    """The names of the monitored values, by the part of the site that they concern."""
    facts = Client().get("/sante/").json()
    return {name: sorted(fact) if isinstance(fact, dict) else [] for name, fact in facts.items()}
