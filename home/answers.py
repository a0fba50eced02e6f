"""What an answer says of itself to what stands around the views."""

from typing import TypeVar

from django.http.response import HttpResponseBase

_MARK = "may_be_kept"
Response = TypeVar("Response", bound=HttpResponseBase)


def may_be_kept(response: Response) -> Response:
    """Say that any visitor without a cookie would get the same, until something public changes (home.page_cache)."""
    setattr(response, _MARK, True)
    return response


def is_keepable(response: HttpResponseBase) -> bool:
    return getattr(response, _MARK, False)
