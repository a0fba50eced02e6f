"""Factories of the foundation: a site with its home page, plain pages, pictures, accounts."""

import factory
import wagtail_factories
from wagtail.models import Page, Site

from home.models import HomePage, PlainPage, SiteImage, User


class HomePageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = HomePage

    title = "Accueil"
    slug = "accueil"


class PlainPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = PlainPage

    title = "À propos"
    slug = "a-propos"
    introduction = "Ce que fait ce site."


class SiteImageFactory(wagtail_factories.ImageFactory):
    class Meta:
        model = SiteImage

    title = "Écran de connexion"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        django_get_or_create = ("username",)
        skip_postgeneration_save = True

    username = "marie"
    first_name = "Marie"
    last_name = "Exemple"
    email = "marie@exemple.fr"
    password = factory.django.Password("un mot de passe long")


def make_site(hostname: str = "localhost") -> HomePage:
    """The default site, rooted at a new home page."""
    Site.objects.all().delete()
    Page.objects.filter(depth=2).delete()
    root = Page.objects.get(depth=1)
    home: HomePage = HomePageFactory(parent=root)
    Site.objects.create(hostname=hostname, root_page=home, is_default_site=True, site_name="Pas à pas")
    return home
