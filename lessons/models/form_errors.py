"""Adds the faults that block publication to the form of a guide, each at the field where it is corrected."""

from collections.abc import Iterable
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError


class FieldFault(Protocol):
    """A fault that blocks the publication of a guide; `str()` gives it as a sentence.

    Attributes:
        explanation: the sentence without the name of the step or field, to show at the field itself.
        step_id: the block id of the step at fault, or "" when the fault is not in a step.
        part: the field name in the form of the guide or of the step ("tip", "screenshot.image"), or "".
    """

    @property
    def explanation(self) -> str: ...
    @property
    def step_id(self) -> str: ...
    @property
    def part(self) -> str: ...


def show_faults(form: Any, faults: Iterable[FieldFault]) -> None:
    """Add `faults` to the errors of a guide's form, and store them in `form.faults` for its summary."""
    form.faults = list(faults)
    positions = {step.id: position for position, step in enumerate(form.instance.steps)}
    in_steps: dict[int, dict[str, list[str]]] = {}
    for fault in form.faults:
        if fault.step_id in positions:
            parts = in_steps.setdefault(positions[fault.step_id], {})
            parts.setdefault(fault.part, []).append(fault.explanation)
        elif fault.part in form.fields and not fault.step_id:
            form.add_error(fault.part, fault.explanation)
        else:
            form.add_error(None, str(fault))
    if in_steps:
        errors = {position: _step_error(parts) for position, parts in in_steps.items()}
        form.add_error("steps", StreamBlockValidationError(block_errors=errors))


def _step_error(parts: dict[str, list[str]]) -> StructBlockValidationError:
    """Build the error of one step. A fault of the whole screenshot is shown at its field `alt`."""
    errors: dict[str, ValidationError] = {}
    in_screenshot: dict[str, ValidationError] = {}
    for part, reasons in parts.items():
        block, _dot, field = part.partition(".")
        error = ValidationError(" ".join(reasons))
        if block == "screenshot":
            in_screenshot[field or "alt"] = error
        elif block:
            errors[block] = error
    if in_screenshot:
        errors["screenshot"] = StructBlockValidationError(block_errors=in_screenshot)
    return StructBlockValidationError(block_errors=errors, non_block_errors=parts.get("", []))
