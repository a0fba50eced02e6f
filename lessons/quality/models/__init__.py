"""The tables of quality: review, changes told to the public, links, regular tasks, people in charge, readers' reports."""

from lessons.quality.models.changes import Change
from lessons.quality.models.links import LinkCheck, LinkState
from lessons.quality.models.reports import LONGEST_TEXT, OPEN, Reason, Report, Status
from lessons.quality.models.responsibility import Responsibility
from lessons.quality.models.review import ReviewTask
from lessons.quality.models.runs import TaskRun

__all__ = [
    "LONGEST_TEXT",
    "OPEN",
    "Change",
    "LinkCheck",
    "LinkState",
    "Reason",
    "Report",
    "Responsibility",
    "ReviewTask",
    "Status",
    "TaskRun",
]
