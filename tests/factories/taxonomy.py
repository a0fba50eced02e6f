"""Factories of terms. A code that exists already is reused, so that two guides can share a level."""

import factory

from lessons.taxonomy.models import (
    Audience,
    Device,
    GlossaryTerm,
    OfficialSite,
    ProcedureType,
    SkillLevel,
)


class TermFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True
        django_get_or_create = ("code",)


class SkillLevelFactory(TermFactory):
    class Meta:
        model = SkillLevel

    code = "debutant"
    name = factory.LazyAttribute(
        lambda o: {"debutant": "Débutant", "intermediaire": "Intermédiaire"}.get(o.code, "Avancé")
    )
    rank = factory.LazyAttribute(lambda o: {"debutant": 1, "intermediaire": 2}.get(o.code, 3))


class ThemeFactory(TermFactory):
    class Meta:
        model = ProcedureType

    code = "papiers-citoyennete"
    name = "Papiers et citoyenneté"


class ProcedureTypeFactory(TermFactory):
    class Meta:
        model = ProcedureType

    code = "papiers-citoyennete/carte-d-identite-et-passeport"
    name = "Carte d’identité et passeport"
    parent = factory.SubFactory(ThemeFactory)


class OfficialSiteFactory(TermFactory):
    class Meta:
        model = OfficialSite

    code = "france-titres"
    name = "France Titres (ANTS)"
    url = "https://ants.gouv.fr/"


class DeviceFactory(TermFactory):
    class Meta:
        model = Device

    code = "ordinateur"
    name = "Ordinateur"


class AudienceFactory(TermFactory):
    class Meta:
        model = Audience

    code = "tout-public"
    name = "Tout public"


class GlossaryTermFactory(TermFactory):
    class Meta:
        model = GlossaryTerm

    code = "piece-jointe"
    name = "Pièce jointe"
    definition = "Un fichier envoyé avec un message."
