"""What is known of the personal data that a picture may show."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.identifiers import Identifier, IdentifierKind, find_identifiers
from home.pictures.reading import read_words


class WatchedPicture(models.Model):
    """What a machine has read on the file, and what a person has said of it. Only kinds are kept, never values."""

    was_read = models.BooleanField(default=False, editable=False)
    suspicions = models.CharField(max_length=100, blank=True, editable=False)
    vouched = models.BooleanField(
        gettext_lazy("Je n’ai vu aucune donnée personnelle sur l’image"),
        default=False,
        help_text=gettext_lazy("Ni nom, ni adresse, ni numéro, ni courriel d’une vraie personne."),
    )

    class Meta:
        abstract = True

    def look_for_personal_data(self, content: bytes) -> None:
        """Read the new file of this picture; whatever was said of the old one no longer holds. Saves nothing."""
        words = read_words(content)
        kinds = [] if words is None else [identifier.kind for identifier in find_identifiers(words)]
        self.was_read = words is not None
        self.suspicions = ",".join(dict.fromkeys(kinds))
        self.vouched = False

    @property
    def concern(self) -> str:
        """The French sentence with which to warn before this picture is published, or nothing."""
        if self.vouched:
            return ""
        if self.suspicions:
            names = [Identifier(IdentifierKind(kind), "", 0, 0).name for kind in self.suspicions.split(",")]
            return _("Cette image semble montrer %(names)s. Masquez ce qui désigne une vraie personne.") % {
                "names": ", ".join(names)
            }
        if self.was_read:
            return ""
        return _("Regardez cette image : montre-t-elle le nom, l’adresse ou un numéro d’une vraie personne ?")
