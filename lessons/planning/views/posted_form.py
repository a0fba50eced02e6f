"""What a post of the session's page carries: what was typed, what the page had shown, what was chosen since.

Each button of the page sends all of it. A page of release 1.1, or a program, may send less: what it does not send
stays as it is.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from lessons.planning.forms import DetailsForm
from lessons.planning.models import MAX_LINES, SessionPlan
from lessons.planning.session_fields import Fields, joined

MAX_BASE_LENGTH = 200_000  # Letters; a session at its fullest has less than a fifth of it.
TEXTS = ("title", "note")
SEPARATOR = " / "  # Between the texts of two people, when both are kept.
_LINE_FIELD = re.compile(r"[1-9][0-9]{0,8}-(minutes|note|form)")


@dataclass(frozen=True)
class PostedForm:
    """
    Attributes:
        fields: what stood in the fields when the button was pressed.
        base: what the page had been made of; None when it does not say.
        sent: what this very page has sent before and has not heard of again: it was being left.
        order: the lines as they were shown, by number.
        version: of the session when the page was made; 0 when it does not say.
        lost: notes of lines that are gone, quoted on the page until the helper has seen them.
    """

    fields: Fields
    base: Fields | None = None
    sent: Fields = field(default_factory=dict)
    order: list[int] = field(default_factory=list)
    version: int = 0
    lost: list[str] = field(default_factory=list)

    def base_for(self, plan: SessionPlan, stored: Fields) -> Fields:
        """What the page showed. One that does not say, but is of the latest version, showed what is stored."""
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
    if "title" in post or "equipment" in post:  # Boxes that are not ticked are not sent.
        found["equipment"] = joined(post.getlist("equipment"))
    return found


def _choose(name: str, choice: str, fields: Fields, base: Fields, seen: str) -> None:
    """The helper has seen `seen` beside the own text, and chosen: from now on the page counts as made of it."""
    base[name] = seen
    if choice == "autre":
        fields[name] = seen
    elif choice == "deux" and name.rpartition("-")[2] in TEXTS:
        fields[name] = _both(seen, fields[name])


def _both(seen: str, own: str) -> str:
    """Both texts in one; what an earlier choice has put into both is said once."""
    parts = seen.split(SEPARATOR)
    return SEPARATOR.join([*parts, *(part for part in own.split(SEPARATOR) if part not in parts)])


def written_state(base: Mapping[str, str], seen: Mapping[str, str]) -> str:
    """What the page is made of, for its hidden field: what was shown, and what was shown beside it."""
    return json.dumps({"base": base, "seen": seen}, ensure_ascii=False, separators=(",", ":"))


def _state(text: str) -> dict[str, Fields]:
    """The hidden field read back. It may be anything: what is not as we write it is not there."""
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
    """Whether `value` can be written on a page: JSON can say half a letter, UTF-8 cannot."""
    return isinstance(value, str) and value.encode("utf-8", "ignore").decode() == value


def integer(text: str) -> int:
    """A number that a database can hold, or 0, which no row has."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
