"""The visitors: anonymous, and accounts whose permissions change nothing on the public site."""

from collections.abc import Iterator

from django.contrib.auth.models import Group
from django.test import Client

from home.accounts.roles import REVIEWERS
from tests.factories import UserFactory
from tests.trust.leaks.answers import canaries_in, words_of

NO_RIGHT = "sansdroit"
ACCOUNTS = (NO_RIGHT, REVIEWERS)
# Content that Wagtail shows, at its own address, to anyone logged in.
OPEN_TO_ACCOUNTS = {"connexion", "souslaporte", "pagefermee", "document"}


def browser_of(role: str) -> Client:
    """A browser in which a user with this role has logged in."""
    user = UserFactory(username=f"compte-{role}", email="", first_name="", last_name="")
    user.groups.set(Group.objects.filter(name=role))
    client = Client()
    client.force_login(user)
    return client


def may_read(role: str, path: str) -> bool:
    """Whether `path` is the address of something that this account may read."""
    return bool(role) and any(name in path and path.count("/") <= 3 for name in OPEN_TO_ACCOUNTS)


def leaks(client: Client, paths: list[str], role: str = "") -> Iterator[str]:
    """Descriptions of what the responses to `paths` leak."""
    for path in paths:
        if not may_read(role, path):
            found = canaries_in(words_of(client.get(path)), path)
            if found:
                yield f"{path}: {found[:3]}"
