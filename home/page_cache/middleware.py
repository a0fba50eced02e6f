"""Answers from memory when it can."""

from collections.abc import Callable
from typing import cast

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from home.models.visibility import next_moment
from home.page_cache.changes import current_generation
from home.page_cache.keeping import is_asked_plainly, is_good_for_all, name_of
from home.page_cache.store import STORE, Entry

OF_THE_ADDRESS = "X-Offline"  # Said of plain addresses only.


class PageCache:
    """Stands before sessions and accounts: who is known by a cookie goes past it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        name = name_of(request)
        if name is None:
            return self.get_response(request)
        try:
            generation = current_generation()
        except DatabaseError:
            return self.get_response(request)  # The view knows what to say of it.
        now = timezone.now()
        entry = STORE.get(name, generation, now)
        if entry is None:
            response = self.get_response(request)
            if not is_good_for_all(request, response):
                return response
            entry = Entry.of(cast("HttpResponse", response), next_moment(now))
            STORE.put(name, generation, entry)
        answer = entry.answer(request)
        if not is_asked_plainly(request):
            answer.headers.pop(OF_THE_ADDRESS, None)
        return answer
