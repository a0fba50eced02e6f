"""Fields of Word, which have an instruction and a result; a link can be a field."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(r'"([^"]*)"|(\S+)')
MAX_OPEN = 20
_WITH_VALUE = {"\\l", "\\o", "\\t"}  # Flags of HYPERLINK that are followed by a value.


@dataclass
class _Field:
    instruction: str = ""
    shows_result: bool = False


class WordFields:
    """The fields that are open at the current position in a paragraph."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    def meet(self, mark: str) -> None:
        """Process a field mark: `begin`, `separate` or `end`. A mark without an open field is ignored."""
        if mark == "begin" and len(self._open) < MAX_OPEN:
            self._open.append(_Field())
        elif self._open and mark == "separate":
            self._open[-1].shows_result = True
        elif self._open and mark == "end":
            self._open.pop()

    def instruct(self, text: str) -> None:
        if self._open:
            self._open[-1].instruction += text

    @property
    def address(self) -> str:
        """The address of the link whose result is being read, or ""."""
        addresses = (field_address(field.instruction) for field in reversed(self._open) if field.shows_result)
        return next(filter(None, addresses), "")


def field_address(instruction: str) -> str:
    """Return the address of a HYPERLINK instruction, with its anchor; "" for any other field."""
    tokens = [quoted or bare for quoted, bare in _TOKEN.findall(instruction)]
    if not tokens or tokens.pop(0).upper() != "HYPERLINK":
        return ""
    address, anchor, flag = "", "", ""
    for token in tokens:
        if flag in _WITH_VALUE:
            anchor, flag = (token if flag == "\\l" else anchor), ""
        elif token.startswith("\\"):
            flag = token.lower()
        else:
            address = address or token
    return f"{address}#{anchor}" if anchor else address
