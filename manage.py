#!/usr/bin/env python
"""Run an administrative command. Without DJANGO_SETTINGS_MODULE, the development settings are used."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    execute_from_command_line(sys.argv)
