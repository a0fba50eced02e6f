"""What a check says of a guide: a value, without request or database."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Blocking: the guide is not published with it. Advice: the editor decides."""

    BLOCKING = "blocking"
    ADVICE = "advice"


@dataclass(frozen=True)
class Finding:
    """One thing to mend in a guide.

    Attributes:
        code: the rule, for tests and for counting.
        severity: whether it prevents publishing.
        place: where, in French: "Étape 2 « Se connecter », consigne".
        message: what is wrong and what to do, in French.
        quote: the sentence or the words concerned, exactly as written; empty when the guide as a whole is.
        step_id: the block id of the step, empty outside steps.
        part: the field of the guide's form, or of the step's, where it is mended; empty when there is not one.
        address: where to mend it when that is not the form; `action` is what the link says.
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
        """What is wrong and the words concerned, without the place."""
        return f"{self.message[:1].upper()}{self.message[1:]}{f' « {self.quote} »' if self.quote else ''}"

    def __str__(self) -> str:
        quote = f" « {self.quote} »" if self.quote else ""
        return f"{self.place} : {self.message}{quote}"
