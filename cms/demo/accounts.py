"""Demo accounts, one per role. They exist in development only."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from home.accounts.roles import ADMINISTRATORS, REVIEWERS, WRITERS
from home.models import User


@dataclass(frozen=True)
class Account:
    """A demo account: its role in French, its login name, its plain-text password."""

    role: str
    username: str
    password: str
    group: str
    is_superuser: bool = False


ACCOUNTS = (
    Account("Administrateur", "admin", "demo-administrateur", ADMINISTRATORS, is_superuser=True),
    Account("Rédacteur", "redacteur", "demo-redacteur", WRITERS),
    Account("Relecteur", "relecteur", "demo-relecteur", REVIEWERS),
)


@transaction.atomic
def demo_accounts() -> list[Account]:
    """Create the missing demo accounts; return all of them with passwords.

    Raises ImproperlyConfigured outside development, where publicly known passwords would let anyone in.
    """
    if not settings.DEBUG:
        raise ImproperlyConfigured("Demo accounts are for development only (DEBUG).")
    for account in ACCOUNTS:
        user, created = User.objects.get_or_create(
            username=account.username,
            defaults={
                "last_name": account.role,
                "email": f"{account.username}@pas-a-pas.example",
                "is_superuser": account.is_superuser,
            },
        )
        if created:
            user.set_password(account.password)
            user.save()
            user.groups.set(Group.objects.filter(name=account.group))
    return list(ACCOUNTS)
