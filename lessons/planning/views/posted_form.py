"""Parses a POST of the session page: typed fields, values that the page had shown, choice in a conflict.

Each button of the page sends all of it. A page of release 1.1, or a program, may send fewer fields; the
missing fields keep their stored values.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.validators import slug_re
from django.http import QueryDict

from lessons.planning.forms import DetailsForm
from lessons.planning.models import MAX_LINES, SessionPlan
from lessons.planning.session_fields import Fields, joined

MAX_BASE_LENGTH = 200_000  # Characters; the largest session plan needs less than a fifth of it.
TEXTS = ("title", "note")
SEPARATOR = " / "  # Between the texts of two people, when the helper keeps both.
_LINE_FIELD = re.compile(r"[1-9][0-9]{0,8}-(minutes|note|form)")


@dataclass(frozen=True)
class PostedForm:
    """
    Attributes:
        fields: the values of the fields when the button was pressed.
        base: the values with which the page was rendered; None when the page does not send them.
        sent: values that this page sent earlier without receiving an answer, because it was being left.
        order: the primary keys of the lines in the order shown.
        version: the version of the session plan when the page was rendered; 0 when the page does not send it.
        lost: notes of removed lines, repeated on the page until the helper has seen them.
    """

    fields: Fields
    base: Fields | None = None
    sent: Fields = field(default_factory=dict)
    order: list[int] = field(default_factory=list)
    version: int = 0
    lost: list[str] = field(default_factory=list)

    def base_for(self, plan: SessionPlan, stored: Fields) -> Fields:
        """Return the values that the page showed; without `base`, a page of this version showed `stored`."""
        if self.base is not None:
            own = {name: value for name, value in self.sent.items() if stored.get(name) == value}
            return {**self.base, **own}
        return stored if self.version == plan.version else {}


def read_posted_form(post: QueryDict) -> PostedForm:
    state = _state(post.get("base", ""))
    base, seen = state.get("base"), state.get("seen") or {}
    fields = _fields(post)
    name, _colon, choice = post.get("choix", "").partition(":")
    if name in seen and name in fields and base is not None:
        _choose(name, choice, fields, base, seen[name])
    return PostedForm(
        fields=fields,
        base=base,
        sent={name: value.strip() for name, value in state.get("sent", {}).items()},
        order=[integer(one) for one in post.get("ordre", "").split(",", MAX_LINES)[:MAX_LINES]],
        version=integer(post.get("version", "")),
        lost=[] if name == "perdu" else [text for text in post.getlist("perdu")[:MAX_LINES] if text],
    )


def _fields(post: QueryDict) -> Fields:
    names = [name for name in post if _LINE_FIELD.fullmatch(name) or name in DetailsForm.Meta.fields]
    found = {name: post.get(name, "").strip() for name in names}
    if "title" in post or "equipment" in post:  # Browsers do not send unticked boxes.
        found["equipment"] = joined(post.getlist("equipment"))
    return found


def _choose(name: str, choice: str, fields: Fields, base: Fields, seen: str) -> None:
    """Apply the helper's choice between `seen` and their own text; `seen` becomes the field's base value."""
    base[name] = seen
    if choice == "autre":
        fields[name] = seen
    elif choice == "deux" and name.rpartition("-")[2] in TEXTS:
        fields[name] = _both(seen, fields[name])


def _both(seen: str, own: str) -> str:
    """Join both texts; a part that an earlier choice has already joined is not repeated."""
    parts = seen.split(SEPARATOR)
    return SEPARATOR.join([*parts, *(part for part in own.split(SEPARATOR) if part not in parts)])


def written_state(base: Mapping[str, str], seen: Mapping[str, str]) -> str:
    """Return the JSON of the hidden field: the values shown, and the conflicting values shown beside them."""
    return json.dumps({"base": base, "seen": seen}, ensure_ascii=False, separators=(",", ":"))


def _state(text: str) -> dict[str, Fields]:
    """Parse the JSON of the hidden field. It is untrusted: parts in an unexpected format are ignored."""
    try:
        found = json.loads(text) if 0 < len(text) <= MAX_BASE_LENGTH else {}
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        part: {name: value for name, value in fields.items() if _is_text(value)}
        for part, fields in found.items()
        if isinstance(fields, dict)
    }


def _is_text(value: object) -> bool:
    """Return whether `value` is a string that UTF-8 can encode: JSON can contain a lone surrogate."""
    return isinstance(value, str) and value.encode("utf-8", "ignore").decode() == value


def integer(text: str) -> int:
    """Return `text` as an integer that fits a database key, or 0, which is never a key."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def slug(text: str) -> str:
    """Return `text` if it can be a slug, or "", which is never one. PostgreSQL refuses a NUL even in a query."""
    return text if slug_re.match(text) else ""
