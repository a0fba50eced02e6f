"""The result of a check, as a plain value without request or database."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """A blocking finding prevents publication; advice leaves the decision to the editor."""

    BLOCKING = "blocking"
    ADVICE = "advice"


@dataclass(frozen=True)
class Finding:
    """One thing to correct in a guide.

    Attributes:
        code: the rule, for tests and counts.
        severity: whether the finding prevents publication.
        place: the place in French: "Étape 2 « Se connecter », consigne".
        message: the problem and what to do, in French.
        quote: the exact sentence or words concerned; empty when the whole guide is concerned.
        step_id: the block id of the step, empty outside steps.
        part: the field of the guide's form or of the step to correct; empty when there is no single field.
        address: the URL to correct it outside the form; `action` is the text of the link.
    """

    code: str
    severity: Severity
    place: str
    message: str
    quote: str = ""
    step_id: str = ""
    part: str = ""
    address: str = ""
    action: str = ""

    @property
    def is_blocking(self) -> bool:
        return self.severity is Severity.BLOCKING

    @property
    def explanation(self) -> str:
        """The message and the words concerned, without the place."""
        return f"{self.message[:1].upper()}{self.message[1:]}{f' « {self.quote} »' if self.quote else ''}"

    def __str__(self) -> str:
        quote = f" « {self.quote} »" if self.quote else ""
        return f"{self.place} : {self.message}{quote}"
