"""What visitors did before the site was stored: a helper prepared a session, readers sent reports."""

import time
from typing import Any

from bs4 import BeautifulSoup
from django.test import Client

from home.models import RateLimitCounter
from home.public_forms.tokens import MIN_AGE
from lessons.models import GuidePage
from lessons.planning.cookie import COOKIE
from lessons.planning.models import SessionPlan
from lessons.planning.rate_limits import WRONG_KEYS

HERE = {"HTTP_SEC_FETCH_SITE": "same-origin"}
NETWORK = "198.51.100.7"
GUIDES = ("creer-son-compte-ameli", "declarer-ses-revenus-en-ligne", "se-connecter-avec-franceconnect")
NOTE = "Vérifier la connexion de la salle avant de commencer."
DETAILS = {
    "title": "Les démarches du mardi",
    "day": "2027-01-12",
    "starts_at": "14:30",
    "available": "90",
    "participants": "8",
    "equipment": ["ordinateurs", "imprimante"],
}


def prepare_session() -> dict[str, Any]:
    """Plan a session, shorten it, share it, remove a line; return what the helper holds then."""
    helper = Client()
    first, second, third = (GuidePage.objects.get(slug=slug) for slug in GUIDES)

    def post(path: str, **fields: Any) -> None:
        response = helper.post(f"/seance/{path}/", {"version": _plan().version, **fields}, **HERE)
        assert response.status_code == 303, (path, response.status_code)

    for added in ({"guide": first.pk}, {"guide": second.pk}, {"guide": third.pk}):
        post("ajouter", **added)
    post("ajouter", activite="accueil")
    post("ajouter", activite="bilan")
    post("reglages", **DETAILS, level=first.level.pk)
    line = _plan().lines.get(guide=first)
    post("lignes", action="", **{f"{line.pk}-minutes": "35", f"{line.pk}-note": NOTE})
    post("raccourcir")
    post("partager")
    post("lignes", action=f"retirer-{_plan().lines.get(guide=third).pk}")
    plan, token = _plan(), helper.cookies[COOKIE].value
    return {
        "session_cookie": {COOKIE: token},
        "session_address": f"/seance/ouvrir/{token}/",
        "session_key": plan.share_key,
        "session_version": plan.version,
        "session_words": [plan.title, *(str(one) for one in plan.lines.all()), "Laissé de côté", NOTE],
        "removed_line": third.title,
    }


def _plan() -> SessionPlan:
    """The session that is being prepared, or an empty one before there is any."""
    return SessionPlan.objects.first() or SessionPlan()


def guess_keys() -> dict[str, Any]:
    """Try as many wrong keys as one network may; return its address and the rows that count the attempts."""
    visitor = Client(REMOTE_ADDR=NETWORK)
    for _try in range(WRONG_KEYS.limit):
        assert visitor.get("/seance/lire/citron-velo-matin-lampe/").status_code == 404
    rows = RateLimitCounter.objects.filter(what=WRONG_KEYS.name).values("network", "what", "window", "count")
    table = RateLimitCounter._meta.db_table
    return {
        "guessing_network": NETWORK,
        "rows": {table: [{**row, "window": row["window"].isoformat()} for row in rows]},
    }


def report(guide: GuidePage) -> dict[str, dict[str, str]]:
    """Send three reports on `guide`, open two more forms; return the tokens of the forms by their
    addresses.
    """
    step = guide.steps[1].id
    whole, about_step = f"/signaler/{guide.pk}/", f"/signaler/{guide.pk}/etape/{step}/"
    exact = f"/signaler/{guide.pk}/toujours-exact/"
    sent = {address: _token(address) for address in (about_step, exact, whole)}
    time.sleep(MIN_AGE + 0.5)
    _send(about_step, sent, reason="words", text="Le bouton vert s’appelle maintenant Continuer.")
    _send(exact, sent)
    _send(whole, sent, reason="unclear", text="Je n’ai pas compris la fin.", mail="camille@exemple.fr")
    return {"opened_forms": {address: _token(address) for address in (about_step, exact)}, "sent_forms": sent}


def _token(address: str) -> str:
    form = BeautifulSoup(Client().get(address).content, "html.parser")
    return str(form.find("input", attrs={"name": "token"})["value"])


def _send(address: str, tokens: dict[str, str], **fields: str) -> None:
    response = Client().post(address, {"token": tokens[address], **fields})
    assert response.status_code == 302, address
