"""The tables of quality: the review task and what changed in published guides."""

from lessons.quality.models.changes import Change
from lessons.quality.models.review import ReviewTask

__all__ = ["Change", "ReviewTask"]
