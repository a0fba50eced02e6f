"""User accounts of writers, reviewers and publishers. Visitors have no account."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """An account of the administration. A custom model from the start, since it cannot be swapped later."""

    class Meta(AbstractUser.Meta):
        pass
