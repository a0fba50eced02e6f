"""Interprets an HTTP status of a link, without network or database."""

from dataclasses import dataclass

GONE = frozenset({404, 410})
MOVED_FOR_GOOD = frozenset({301, 308})
# Sites that refuse robots, limit the rate or are under maintenance: their pages may exist.
NOT_A_SIGN = frozenset({401, 403, 405, 406, 408, 409, 418, 425, 429, 451})


@dataclass(frozen=True)
class LinkOutcome:
    """The outcome of a request.

    Attributes:
        state: a value of `LinkState`.
        words: a description for the editor, in French.
        final_url: the target of a permanent redirect, or "".
    """

    state: str
    words: str
    final_url: str = ""


def outcome_of(status: int, *, moved_to: str = "") -> LinkOutcome:
    """Return the outcome of the final `status`, reached by permanent redirects to `moved_to`, if any."""
    if status < 400:
        if moved_to:
            return LinkOutcome("moved", f"déplacé ({status})", moved_to)
        return LinkOutcome("good", f"répond ({status})")
    if status in GONE:
        return LinkOutcome("dead", f"page introuvable ({status})")
    if status in NOT_A_SIGN:
        return LinkOutcome("unsure", f"le site refuse les robots ({status})")
    return LinkOutcome("unsure", f"erreur du site ({status})")
