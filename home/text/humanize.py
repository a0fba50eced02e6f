"""Formats dates, durations and file sizes in French."""

from datetime import date

from django.utils.formats import date_format

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def day_label(day: date) -> str:
    """Return a date in words: "1er novembre 2026", "12 novembre 2026"."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number}{NO_BREAK_SPACE}{date_format(day, 'F Y')}"


def minutes_label(minutes: int) -> str:
    """Return a duration given in minutes: "45 min", "1 h", "1 h 30", "1 h 05"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}{NO_BREAK_SPACE}min"
    label = f"{hours}{NO_BREAK_SPACE}h"
    return f"{label}{NO_BREAK_SPACE}{rest:02}" if rest else label


def weight_label(size: int) -> str:
    """Return a file size given in bytes: "481 ko", "1,2 Mo"."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1_000))}{NO_BREAK_SPACE}ko"
    return f"{size / 1_000_000:.1f}{NO_BREAK_SPACE}Mo".replace(".", ",")
