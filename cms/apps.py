"""Registers the wiring package, so that project-wide commands and checks have a home."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = "Pas à pas"
