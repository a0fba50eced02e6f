"""What an answer over HTTP says of a link: a value, without network or database."""

from dataclasses import dataclass

GONE = frozenset({404, 410})
MOVED_FOR_GOOD = frozenset({301, 308})
# Sites that refuse machines, ask to slow down or are being mended: their pages may well be there.
NOT_A_SIGN = frozenset({401, 403, 405, 406, 408, 409, 418, 425, 429, 451})


@dataclass(frozen=True)
class LinkOutcome:
    """The end of a request.

    Attributes:
        state: a value of `LinkState`.
        words: what to tell the editor, in French.
        final_url: where the site leads for good, when that is elsewhere.
    """

    state: str
    words: str
    final_url: str = ""


def outcome_of(status: int, *, moved_to: str = "") -> LinkOutcome:
    """The meaning of a final `status`, reached through permanent redirects to `moved_to` if any."""
    if status < 400:
        if moved_to:
            return LinkOutcome("moved", f"déplacé ({status})", moved_to)
        return LinkOutcome("good", f"répond ({status})")
    if status in GONE:
        return LinkOutcome("dead", f"page introuvable ({status})")
    if status in NOT_A_SIGN:
        return LinkOutcome("unsure", f"le site refuse les robots ({status})")
    return LinkOutcome("unsure", f"erreur du site ({status})")
