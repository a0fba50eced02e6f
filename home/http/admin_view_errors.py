"""Answers 400 where Wagtail's views raise because of what was sent to them, and Django would answer 500.

Our own views say themselves what they take. Wagtail's trust their own pages: a field that is missing, or a number too
large for the database, raises. Such an error is told from a fault of the site by two questions: did Wagtail raise
it, and does it complain of something that is in this very request?
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
# Errors that quote the value that they refuse.
QUOTING_ERRORS = (FieldError, NoReverseMatch, ValidationError, ValueError)
# Errors that quote one part of a name: "space:name", "app.Model".
SEPARATORS = {NoReverseMatch: ":", LookupError: "."}
REQUEST_ERRORS = (ArithmeticError, AttributeError, DataError, LookupError, TypeError, *QUOTING_ERRORS)
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
FORM_TYPES = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
MAX_FORMS = 500
OWN_PACKAGES = frozenset({"cms", "home", "lessons"})
# Django's cursors, and our code that they call for every statement.
DATABASE_CURSORS = "django.db.backends.utils"
LARGE_NUMBER = re.compile(r"\d{10}")  # May be more than a column of the database holds.
# Python's refusal of numbers of thousands of digits quotes none of them.
TOO_MANY_DIGITS = "integer string conversion"
# Functions of Wagtail 8.0 that stumble when a field is missing, and say nothing of it.
UNGUARDED_FUNCTIONS = frozenset(
    {
        ("wagtail.admin.forms.choosers", "is_absolute_path"),
        ("wagtail.admin.views.generic.chooser", "post"),  # No form to create what is chosen.
        ("wagtail.contrib.redirects.forms", "clean"),
    }
)


def refuse_bad_requests(view: View) -> View:
    """Decorate a view of the administration. The page is put together inside, for that may raise too.

    Raises BadRequest, which Django logs and answers with the page 400, and which undoes the transaction around.
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
            # Wagtail's preview takes the file of a picture for granted.
            raise Http404(str(lost)) from lost
        return response

    return guarded


def _refuse_odd_json(request: HttpRequest) -> None:
    """Wagtail's views that take JSON take an object for granted, whatever `Content-Type` says."""
    if request.method in SAFE_METHODS or request.content_type in FORM_TYPES or not request.body:
        return
    try:
        is_object = isinstance(json.loads(request.body), dict)
    except (ValueError, RecursionError):
        is_object = False
    if not is_object:
        raise BadRequest("The body is neither a form nor a JSON object")


def _refuse_too_many_forms(request: HttpRequest) -> None:
    """Each form in a form takes time to be made, and Wagtail stumbles over those beyond the most that Django takes."""
    for name in request.POST:
        count = request.POST.get(name, "") if name.endswith("-TOTAL_FORMS") else ""
        if count.isdecimal() and int(count[:9]) > MAX_FORMS:
            raise BadRequest(f"{name}: more than {MAX_FORMS}")


def is_of_the_request(error: Exception, request: HttpRequest, named: dict[str, Any]) -> bool:
    """Whether Wagtail raised `error`, and because of what was sent. `named`: the parameters of the address."""
    calls = _calls(error)
    if not calls or _package(calls[-1]) in OWN_PACKAGES:
        return False
    if isinstance(error, json.JSONDecodeError):
        return error.doc in _sent(request, named)
    if _function(calls[-1]) in UNGUARDED_FUNCTIONS:
        return True
    return _is_about(error, list(_sent(request, named)))


def _is_about(error: Exception, sent: list[str]) -> bool:
    """A field that is missing; or a value that was sent, which is too large, holds a NUL or is told in the error."""
    if isinstance(error, MultiValueDictKeyError):
        return True
    if isinstance(error, OverflowError | DataError) or TOO_MANY_DIGITS in str(error):
        return any("\x00" in value or LARGE_NUMBER.search(value) for value in sent)
    tells = isinstance(error, QUOTING_ERRORS) or type(error) in SEPARATORS
    return tells and any(_is_told(value, error) for value in sent)


def _is_told(value: str, error: Exception) -> bool:
    """Whether `error` quotes `value`, or one part of it where it was taken for the name of an address or a model."""
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
    """The calls in our code and Wagtail's that led to `error`, the outermost first, down to the database's cursors."""
    frames = (frame for frame, _line in walk_tb(error.__traceback__))
    before = takewhile(lambda frame: _function(frame)[0] != DATABASE_CURSORS, frames)
    return [frame for frame in before if _package(frame) in OWN_PACKAGES | {"wagtail"}]
