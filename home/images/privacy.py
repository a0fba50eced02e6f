"""Personal data that a picture may show, as found by OCR and confirmed by a person."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.images.ocr import can_read, read_words
from home.text.personal_data import Identifier, IdentifierKind, find_personal_data


class PersonalDataMixin(models.Model):
    """OCR results and the user's confirmation. Only kinds of personal data are stored, never the values."""

    was_read = models.BooleanField(default=False, editable=False)
    reading_failed = models.BooleanField(default=False, editable=False)
    suspicions = models.CharField(max_length=100, blank=True, editable=False)
    vouched = models.BooleanField(
        gettext_lazy("Rien de personnel, ou des données inventées"),
        default=False,
        help_text=gettext_lazy(
            "J’ai regardé l’image. Ni nom, ni adresse, ni numéro, ni adresse de messagerie d’une vraie personne."
        ),
    )

    class Meta:
        abstract = True

    def look_for_personal_data(self, content: bytes) -> None:
        """Run OCR on the picture's new file, and reset `vouched`. Does not save."""
        words = read_words(content)
        kinds = [] if words is None else [identifier.kind for identifier in find_personal_data(words)]
        self.was_read = words is not None
        self.reading_failed = words is None and can_read()
        self.suspicions = ",".join(dict.fromkeys(kinds))
        self.vouched = False

    @property
    def is_suspect(self) -> bool:
        """Whether OCR found personal data and nobody vouched for the picture. It then blocks publication."""
        return bool(self.suspicions) and not self.vouched

    @property
    def suspicion_names(self) -> str:
        """The kinds of personal data found, in French: "un numéro fiscal, une adresse de messagerie"."""
        kinds = self.suspicions.split(",") if self.suspicions else []
        return ", ".join(Identifier(IdentifierKind(kind), "", 0, 0).name for kind in kinds)

    @property
    def concern(self) -> str:
        """The French warning to show before this picture is published, or an empty string."""
        if self.is_suspect:
            return _("Cette image semble montrer %(names)s. Masquez ce qui désigne une vraie personne.") % {
                "names": self.suspicion_names
            }
        if self.vouched or self.was_read:
            return ""
        return _("Regardez cette image : montre-t-elle le nom, l’adresse ou un numéro d’une vraie personne ?")
