"""App configuration of `cms`, which makes project-wide commands and checks available."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = "Pas à pas"
