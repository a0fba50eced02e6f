"""Random requests: a method, an address, a query string, headers and a body.

`{guide}`, `{pk}`, `{line}`, `{key}`, `{edit}` and `{report}` stand for objects of the site. They are filled
in when the request is sent, so that a seed and a number identify the same request on any database.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from urllib.parse import quote, quote_from_bytes

from tests.trust.fuzz.values import (
    FROM_HERE,
    MARKS,
    header_text,
    hostile_text,
    query_string,
    random_bytes,
    written,
)

# Expensive, and covered by other tests: requested rarely.
TYPESET = (".pdf", ".png", ".docx", ".zip", "imprimer/")
ONE_TYPESET_IN = 600
METHODS = [
    *["GET"] * 30,
    *["HEAD"] * 3,
    "POST",
    "POST",
    "OPTIONS",
    "PUT",
    "PATCH",
    "DELETE",
    "TRACE",
    "PROPFIND",
]
SEGMENTS = [
    "guides",
    "g",
    "seance",
    "lire",
    "signaler",
    "media",
    "images",
    "documents",
    "_util",
    "api",
    "v2",
    "static",
]
SEGMENTS += [
    "..",
    ".",
    "",
    "administration",
    "login",
    "fiche-apprenant.pdf",
    "etape",
    "1",
    "%00",
    "%ff%fe",
    "%ED%A0%80",
]
HEADERS = [
    "ACCEPT",
    "ACCEPT_LANGUAGE",
    "ACCEPT_ENCODING",
    "IF_NONE_MATCH",
    "IF_MODIFIED_SINCE",
    "RANGE",
    "IF_RANGE",
]
HEADERS += [
    "REFERER",
    "ORIGIN",
    "USER_AGENT",
    "X_FORWARDED_HOST",
    "X_FORWARDED_FOR",
    "X_FORWARDED_PROTO",
    "SEC_FETCH_SITE",
]
HEADERS += [
    "X_HTTP_METHOD_OVERRIDE",
    "X_REQUESTED_WITH",
    "COOKIE",
    "HOST",
    "CONTENT_LANGUAGE",
    "X_CSRFTOKEN",
    "FORWARDED",
]
HEADER_TEXTS = [
    "bytes=" + "0-," * 400,
    ",".join(f"x{n};q=0.{n}" for n in range(900)),
    '"' * 99,
    'text/html;a="b,c"' * 99,
]
HEADER_TEXTS += [
    "evil.example",
    "a@b",
    "[::1",
    "localhost:port",
    "Fri, 99 Zzz 99999999999 99:99:99 GMT",
    "null",
    "gzip;q=NaN",
]
COOKIES = [
    "seance={edit}",
    "seance=" + "A" * 32,
    "sessionid=\x00",
    "sessionid=" + "a" * 40,
    "csrftoken=\xff",
    "=;;=;\"'",
]
COOKIES += [f"seance={MARKS[0]}", "messages=x:y", "a=b; " * 300]
FORM_FIELDS = [
    "guide",
    "activite",
    "action",
    "version",
    "avant",
    "retour",
    "title",
    "day",
    "starts_at",
    "available",
]
FORM_FIELDS += [
    "participants",
    "level",
    "equipment",
    "{line}-note",
    "{line}-minutes",
    "{line}-form",
    "arreter",
    "jeton",
    "base",
    "choix",
    "perdu",
    "suite",
    "ordre",
]
FORM_FIELDS += [
    "cle",
    "modele",
    "reason",
    "text",
    "mail",
    "website",
    "username",
    "password",
    "email",
    "next",
    "x\x00",
]
ACTIONS = ["monter", "descendre", "retirer", "remplacer", "avant", "placer", "vider", "x"]
FORMS = {
    "/seance/ajouter/": {"guide": "{pk}"},
    "/seance/lignes/": {
        "version": "1",
        "base": '{"base":{"{line}-note":""},"seen":{"title":"Atelier"}}',
        "ordre": "{line}",
        "choix": "{line}-note:deux",
        "{line}-note": "Montrer",
    },
    "/seance/reglages/": {"version": "1", "title": "Atelier"},
    "/seance/raccourcir/": {"version": "1"},
    "/seance/annuler/": {"version": "1"},
    "/seance/supprimer/": {},
    "/seance/terminer/": {},
    "/seance/partager/": {},
    "/seance/copier/": {"cle": "{key}"},
    "/seance/ouvrir/": {"jeton": "{edit}"},
    "/signaler/{pk}/": {"token": "{report}", "reason": "bouton"},
    "/signaler/{pk}/toujours-exact/": {"token": "{report}"},
    "/administration/login/": {"username": "marie", "password": "x"},
    "/administration/password_reset/": {"email": "marie@exemple.fr"},
}
CONTENT_TYPES = [
    "application/x-www-form-urlencoded",
    "application/json",
    "text/plain",
    "multipart/form-data",
    "é/\xff",
    "",
]
BOUNDARY = "canari"


@dataclass(frozen=True)
class Attack:
    """One request, exactly as it is sent."""

    method: str
    path: str
    query: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def is_typeset(self) -> bool:
        return self.path.endswith(TYPESET)


class Grammar:
    """Makes requests for `addresses`, which are all that a visitor may request."""

    def __init__(self, seed: str, addresses: Sequence[str]) -> None:
        self.seed = seed
        self.costly = [path for path in addresses if path.split("?")[0].endswith(TYPESET)]
        self.usual = [path for path in addresses if path not in self.costly]

    def attack(self, number: int) -> Attack:
        """The request numbered `number`: always the same, whatever was requested before."""
        random = Random(f"{self.seed}/{number}")  # noqa: S311  Told again by its seed, not a secret.
        if number % ONE_TYPESET_IN == 0:
            return Attack("GET", random.choice(self.costly).split("?")[0], query_string(random))
        if random.random() < 0.2:
            return self._form(random)
        path = random.choice(self.usual) if random.random() < 0.7 else self._path(random)
        method = random.choice(METHODS)
        body, kind = _body(random, {}) if method in {"POST", "PUT", "PATCH"} else (b"", {})
        path, _mark, fixed = path.partition("?")
        return Attack(method, path, query_string(random) or fixed, _headers(random) | kind, body)

    def _form(self, random: Random) -> Attack:
        """A post of a public form, usually from a page of the site, with or without a session."""
        path, fields = random.choice(list(FORMS.items()))
        body, headers = _body(random, fields)
        headers |= FROM_HERE if random.random() < 0.8 else _headers(random)
        if random.random() < 0.6:
            headers["HTTP_COOKIE"] = "seance={edit}"
        return Attack("POST", path, "" if random.random() < 0.8 else query_string(random), headers, body)

    def _path(self, random: Random) -> str:
        """A known address with random changes, or path segments that no page has."""
        if random.random() < 0.5:
            known = random.choice(self.usual).split("?")[0]
            place = random.randrange(len(known)) if "{" not in known else len(known)
            return known[:place] + quote_from_bytes(random_bytes(random, 4)) + known[place:]
        words = [
            random.choice([*SEGMENTS, written(random, hostile_text(random)[:300])])
            for _ in range(random.randint(1, 6))
        ]
        end = random.choice(["/", "", "//", "?", "%2f"])
        return "/" + "/".join(words).replace("{", "%7b").replace("?", "%3f") + end


def _headers(random: Random) -> dict[str, str]:
    if random.random() < 0.6:
        return {}
    found = {}
    for _ in range(random.randint(1, 3)):
        name = random.choice(HEADERS)
        text = random.choice(HEADER_TEXTS) if random.random() < 0.5 else header_text(random)
        found[f"HTTP_{name}"] = random.choice(COOKIES) if name == "COOKIE" and random.random() < 0.7 else text
    return found


def _body(random: Random, fields: dict[str, str]) -> tuple[bytes, dict[str, str]]:
    """A body, and the headers that describe it, not always correctly."""
    pairs = {
        **fields,
        **{random.choice(FORM_FIELDS): hostile_text(random) for _ in range(random.randint(0, 4))},
    }
    if random.random() < 0.3:
        pairs["action"] = f"{random.choice(ACTIONS)}-{{line}}-{random.choice(['1', '{pk}', '-1', '9' * 30])}"
    kind = random.random()
    if kind < 0.7:
        content, said = _urlencoded(pairs), CONTENT_TYPES[0]
    elif kind < 0.85:
        content, said = _multipart(random, pairs), f"multipart/form-data; boundary={BOUNDARY}"
    elif kind < 0.92:
        content, said = json.dumps(pairs).encode(), CONTENT_TYPES[1]
    else:
        content, said = random_bytes(random, 400), random.choice(CONTENT_TYPES)
    headers = {"CONTENT_TYPE": random.choice(CONTENT_TYPES) if random.random() < 0.05 else said}
    if random.random() < 0.03:
        headers["CONTENT_LENGTH"] = random.choice(["-1", "0", "7", "99999999"])
    return content, headers


def _urlencoded(pairs: dict[str, str]) -> bytes:
    return "&".join(
        f"{quote(name, safe='{}')}={quote(value.encode('utf-8', 'surrogatepass'), safe='{}')}"
        for name, value in pairs.items()
    ).encode()


def _multipart(random: Random, pairs: dict[str, str]) -> bytes:
    """Fields and a file that no form asks for; sometimes truncated."""
    head = "Content-Disposition: form-data; name="
    parts = [f'{head}"{name}"\r\n\r\n{value}' for name, value in pairs.items()]
    parts.append(
        f'{head}"fichier"; filename="{random.choice(MARKS[:2])}.svg"\r\nContent-Type: image/svg+xml\r\n\r\n<svg/>'
    )
    whole = "".join(f"--{BOUNDARY}\r\n{part}\r\n" for part in parts) + f"--{BOUNDARY}--\r\n"
    content = whole.encode("utf-8", "surrogatepass")
    return content[: random.randint(0, len(content))] if random.random() < 0.3 else content
