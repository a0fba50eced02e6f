"""Models of quality: review, public change notes, link checks, responsibilities, readers' reports."""

from lessons.quality.models.change_notes import Change
from lessons.quality.models.link_checks import LinkCheck, LinkState
from lessons.quality.models.reports import MAX_TEXT_LENGTH, OPEN, Reason, Report, Status
from lessons.quality.models.responsibility import Responsibility
from lessons.quality.models.review_task import ReviewTask

__all__ = [
    "MAX_TEXT_LENGTH",
    "OPEN",
    "Change",
    "LinkCheck",
    "LinkState",
    "Reason",
    "Report",
    "Responsibility",
    "ReviewTask",
    "Status",
]
