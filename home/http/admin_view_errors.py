"""Responds 400 when Wagtail's views raise on invalid input, where Django would respond 500.

Our own views validate their input. Wagtail's trust their own pages: a missing field, or a number too large
for the database, raises an exception. An exception counts as invalid input if Wagtail raised it and it
concerns a value of this very request; otherwise it is a fault of the site.
"""

import json
import re
from collections.abc import Callable, Iterator
from itertools import takewhile
from traceback import walk_tb
from types import FrameType
from typing import Any

from django.core.exceptions import BadRequest, FieldError, ValidationError
from django.db import DataError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.urls import NoReverseMatch
from django.utils.datastructures import MultiValueDictKeyError
from wagtail.images.models import SourceImageIOError

View = Callable[..., HttpResponseBase]
# Exceptions whose message quotes the invalid value.
QUOTING_ERRORS = (FieldError, NoReverseMatch, ValidationError, ValueError)
# Exceptions whose message quotes one part of a name: "space:name", "app.Model".
SEPARATORS = {NoReverseMatch: ":", LookupError: "."}
REQUEST_ERRORS = (ArithmeticError, AttributeError, DataError, LookupError, TypeError, *QUOTING_ERRORS)
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
FORM_TYPES = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
MAX_FORMS = 500
OWN_PACKAGES = frozenset({"cms", "home", "lessons"})
# Django's cursor wrappers; our own code that they call comes below them.
DATABASE_CURSORS = "django.db.backends.utils"
LARGE_NUMBER = re.compile(r"\d{10}")  # May exceed a database column.
# Python's error for numbers with thousands of digits, which does not quote the number.
TOO_MANY_DIGITS = "integer string conversion"
# Functions of Wagtail 8.0 that fail on a missing field without naming it.
UNGUARDED_FUNCTIONS = frozenset(
    {
        ("wagtail.admin.forms.choosers", "is_absolute_path"),
        ("wagtail.admin.views.generic.chooser", "post"),  # When the chooser has no creation form.
        ("wagtail.contrib.redirects.forms", "clean"),
    }
)


def refuse_bad_requests(view: View) -> View:
    """Decorate an administration view. Its template is rendered inside, because rendering may fail too.

    Raises BadRequest, which Django logs and answers with the 400 page, and which rolls back the surrounding
    transaction.
    """

    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        _refuse_odd_json(request)
        _refuse_too_many_forms(request)
        try:
            response = view(request, *args, **kwargs)
            if isinstance(response, SimpleTemplateResponse):
                response = response.render()
        except REQUEST_ERRORS as error:
            if is_of_the_request(error, request, kwargs):
                raise BadRequest(f"{type(error).__name__}: {error}") from error
            raise
        except SourceImageIOError as lost:
            # Wagtail's preview assumes that the picture's file exists.
            raise Http404(str(lost)) from lost
        return response

    return guarded


def _refuse_odd_json(request: HttpRequest) -> None:
    """Raise BadRequest for a body that is neither a form nor a JSON object.

    Wagtail's JSON views assume an object, whatever the `Content-Type`.
    """
    if request.method in SAFE_METHODS or request.content_type in FORM_TYPES or not request.body:
        return
    try:
        is_object = isinstance(json.loads(request.body), dict)
    except (ValueError, RecursionError):
        is_object = False
    if not is_object:
        raise BadRequest("The body is neither a form nor a JSON object")


def _refuse_too_many_forms(request: HttpRequest) -> None:
    """Limit formsets: each form takes time to build, and Wagtail fails beyond Django's maximum."""
    for name in request.POST:
        count = request.POST.get(name, "") if name.endswith("-TOTAL_FORMS") else ""
        if count.isdecimal() and int(count[:9]) > MAX_FORMS:
            raise BadRequest(f"{name}: more than {MAX_FORMS}")


def is_of_the_request(error: Exception, request: HttpRequest, named: dict[str, Any]) -> bool:
    """Return whether Wagtail raised `error` because of the input. `named` are the URL parameters."""
    calls = _calls(error)
    if not calls or _package(calls[-1]) in OWN_PACKAGES:
        return False
    if isinstance(error, json.JSONDecodeError):
        return error.doc in _sent(request, named)
    if _function(calls[-1]) in UNGUARDED_FUNCTIONS:
        return True
    return _is_about(error, list(_sent(request, named)))


def _is_about(error: Exception, sent: list[str]) -> bool:
    """Return whether the error is about a missing field or about a submitted value.

    A value counts when it is too large, contains a NUL, or is quoted in the error message.
    """
    if isinstance(error, MultiValueDictKeyError):
        return True
    if isinstance(error, OverflowError | DataError) or TOO_MANY_DIGITS in str(error):
        return any("\x00" in value or LARGE_NUMBER.search(value) for value in sent)
    tells = isinstance(error, QUOTING_ERRORS) or type(error) in SEPARATORS
    return tells and any(_is_told(value, error) for value in sent)


def _is_told(value: str, error: Exception) -> bool:
    """Return whether `error` quotes `value`, or a part of it used as a view or model name."""
    told = str(error).replace("\\\\", "\\")
    separator = SEPARATORS.get(type(error))
    parts = {value, *value.split(separator)} if separator else {value}
    return ("\x00" in value and "NUL" in told) or any(
        repr(part) in told or f"'{part}'" in told for part in parts
    )


def _sent(request: HttpRequest, named: dict[str, Any]) -> Iterator[str]:
    yield from map(str, named.values())
    for data in (request.GET, request.POST):
        for _name, values in data.lists():
            yield from map(str, values)


def _function(frame: FrameType) -> tuple[str, str]:
    return str(frame.f_globals.get("__name__", "")), frame.f_code.co_name


def _package(frame: FrameType) -> str:
    module, _name = _function(frame)
    return module.partition(".")[0]


def _calls(error: Exception) -> list[FrameType]:
    """Return the frames of our code and Wagtail's that led to `error`, outermost first.

    Frames from the database cursors on are left out.
    """
    frames = (frame for frame, _line in walk_tb(error.__traceback__))
    before = takewhile(lambda frame: _function(frame)[0] != DATABASE_CURSORS, frames)
    return [frame for frame in before if _package(frame) in OWN_PACKAGES | {"wagtail"}]
