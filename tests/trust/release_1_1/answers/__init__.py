"""The responses of the site. Those of release 1.1 were stored; later versions are asked the same again.

Requests use addresses, commands and names of tables, which a later version must keep. They never use module
names, which may change.
"""

from typing import Any

from tests.trust.release_1_1.answers import administration, public, rows, sessions
from tests.trust.release_1_1.held import ClientState


def all_answers(held: ClientState) -> dict[str, Any]:
    """Every response, under the name that `answers.json` and the tests give it."""
    return {
        "addresses": public.answers_to(public.addresses()),
        "papers": public.answers_to(public.papers()),
        "pictures": public.pictures(),
        "found": {query: public.found(query) for query in public.QUERIES},
        "entries_of_feed": public.entries_of_feed(),
        "addresses_in_map": public.addresses_in_map(),
        "names_in_browsers": public.names_in_browsers(),
        "facts_of_health": public.facts_of_health(),
        "last_tick": public.last_tick(),
        "session_files": public.answers_to(sessions.ADDRESSES, sessions.helper(held)),
        "calendar_event": sessions.calendar_event(held),
        "history": administration.history(),
        "reports": administration.listed("qualite/signalements/"),
        "links": administration.listed("qualite/liens/"),
        "menus": {username: administration.menu(username) for username in administration.ACCOUNTS},
        "concerns": administration.concerns(),
        "permissions": rows.permissions(),
        "versions": rows.fields_of_versions(),
        "kinds": rows.kinds_in_use(),
        "tasks": rows.tasks(),
        "tasks_run_now": rows.tasks_run_now(),
    }
