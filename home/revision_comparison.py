"""Shows dates, numbers and booleans in words on the administration's "Comparer" page."""

from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin.compare import FieldComparison, TextDiff, register_comparison_class

FIELDS = (models.BooleanField, models.DateField, models.IntegerField)


class ValueComparison(FieldComparison):
    def htmldiff(self) -> str:
        before, after = in_words(self.val_a), in_words(self.val_b)
        if before == after:
            return str(escape(after))
        changes = [(kind, words) for kind, words in (("deletion", before), ("addition", after)) if words]
        return str(TextDiff(changes).to_html())


def in_words(value: Any) -> str:
    """Return a value as editors write it: "oui", "3 décembre 2026", or nothing for an empty value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, datetime):
        return date_format(localtime(value), "j F Y H:i")
    return date_format(value, "j F Y") if isinstance(value, date) else str(value)


def compare_in_words() -> None:
    """Register the comparison class with Wagtail. Called once, when apps are ready."""
    for field in FIELDS:
        register_comparison_class(field, comparison_class=ValueComparison)
