"""People who write, check and publish. Visitors have no account."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """An account of the administration. Own model from the first migration, since it cannot be changed later."""

    class Meta(AbstractUser.Meta):
        pass
