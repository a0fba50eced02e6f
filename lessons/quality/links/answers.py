"""What an answer over HTTP says of a link: a value, without network or database."""

from dataclasses import dataclass

GONE = frozenset({404, 410})
MOVED_FOR_GOOD = frozenset({301, 308})
# Sites that refuse machines, ask to slow down or are being mended: their pages may well be there.
NOT_A_SIGN = frozenset({401, 403, 405, 406, 408, 409, 418, 425, 429, 451})


@dataclass(frozen=True)
class Answer:
    """The end of a request.

    Attributes:
        state: a value of `LinkState`.
        words: what to tell the editor, in French.
        final_url: where the site leads for good, when that is elsewhere.
    """

    state: str
    words: str
    final_url: str = ""


def answer_for(status: int, *, moved_to: str = "") -> Answer:
    """The meaning of a final `status`, reached through permanent redirects to `moved_to` if any."""
    if status < 400:
        if moved_to:
            return Answer("moved", f"déplacé ({status})", moved_to)
        return Answer("good", f"répond ({status})")
    if status in GONE:
        return Answer("dead", f"page introuvable ({status})")
    if status in NOT_A_SIGN:
        return Answer("unsure", f"le site refuse les robots ({status})")
    return Answer("unsure", f"erreur du site ({status})")
