"""Checks that all pages exist, are in their place in the tree, and can be opened."""

import json
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.models import Collection, Page

_PROBLEMS = (
    _("a un chemin qui contient un caractère interdit"),
    _("a un chemin de mauvaise longueur"),
    _("n’a pas de parent"),
    _("n’est pas à la profondeur que dit son chemin"),
    _("compte mal ses enfants"),
)


def tree_faults() -> Iterator[str]:
    """Yield inconsistencies in the trees of pages and of collections."""
    for model, noun in ((Page, "La page"), (Collection, "La collection")):
        for keys, problem in zip(model.find_problems(), _PROBLEMS, strict=True):
            yield from (f"{noun} n° {key} {problem}." for key in keys)


def page_faults() -> Iterator[str]:
    """Yield pages without a row of their own type, or with unreadable content or revisions."""
    for page in Page.objects.order_by("pk").iterator():
        if page.depth == 1:
            continue
        yield from (f"La page n° {page.pk} « {page.title} » {fault}." for fault in _faults_of(page))


def _faults_of(page: Page) -> Iterator[str]:
    try:
        if page.specific_class is None:
            yield "est d’un type que le logiciel ne connaît pas"
            return
        specific = page.specific_class.objects.filter(pk=page.pk).first()
        if specific is None:
            yield f"n’a plus de contenu (ligne de {page.specific_class._meta.db_table} perdue)"
            return
        yield from _unknown_blocks(specific)
        if page.latest_revision_id:
            page.latest_revision.as_object()
    except (DatabaseError, ObjectDoesNotExist, ValueError, TypeError, LookupError, AttributeError) as error:
        yield f"ne s’ouvre pas ({error})"


def _unknown_blocks(page: Any) -> Iterator[str]:
    """Read the column itself, because Wagtail skips blocks of unknown types."""
    for field in page._meta.local_fields:
        if isinstance(field, StreamField):
            [stored] = (
                type(page).objects.filter(pk=page.pk).values_list(Cast(field.name, TextField()), flat=True)
            )
            for item in json.loads(stored):
                if item["type"] not in field.stream_block.child_blocks:
                    yield f"contient un bloc « {item['type']} » inconnu"
            list(getattr(page, field.attname))
