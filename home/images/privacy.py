"""What is known of the personal data that a picture may show."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.images.ocr import can_read, read_words
from home.text.personal_data import Identifier, IdentifierKind, find_personal_data


class PersonalDataMixin(models.Model):
    """What a machine has read on the file, and what a person has said of it. Only kinds are kept, never values."""

    was_read = models.BooleanField(default=False, editable=False)
    reading_failed = models.BooleanField(default=False, editable=False)
    suspicions = models.CharField(max_length=100, blank=True, editable=False)
    vouched = models.BooleanField(
        gettext_lazy("Rien de personnel, ou des données inventées"),
        default=False,
        help_text=gettext_lazy(
            "J’ai regardé l’image. Ni nom, ni adresse, ni numéro, ni courriel d’une vraie personne."
        ),
    )

    class Meta:
        abstract = True

    def look_for_personal_data(self, content: bytes) -> None:
        """Read the new file of this picture; whatever was said of the old one no longer holds. Saves nothing."""
        words = read_words(content)
        kinds = [] if words is None else [identifier.kind for identifier in find_personal_data(words)]
        self.was_read = words is not None
        self.reading_failed = words is None and can_read()
        self.suspicions = ",".join(dict.fromkeys(kinds))
        self.vouched = False

    @property
    def is_suspect(self) -> bool:
        """Whether a machine saw personal data and nobody has vouched for the picture: nothing is published with it."""
        return bool(self.suspicions) and not self.vouched

    @property
    def suspicion_names(self) -> str:
        """What a machine saw, in French: "un numéro fiscal, une adresse mail"."""
        kinds = self.suspicions.split(",") if self.suspicions else []
        return ", ".join(Identifier(IdentifierKind(kind), "", 0, 0).name for kind in kinds)

    @property
    def concern(self) -> str:
        """The French sentence with which to warn before this picture is published, or nothing."""
        if self.is_suspect:
            return _("Cette image semble montrer %(names)s. Masquez ce qui désigne une vraie personne.") % {
                "names": self.suspicion_names
            }
        if self.vouched or self.was_read:
            return ""
        return _("Regardez cette image : montre-t-elle le nom, l’adresse ou un numéro d’une vraie personne ?")
