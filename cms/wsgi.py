"""WSGI entry point. DJANGO_SETTINGS_MODULE selects the settings; the default is production.

Everything is loaded before the first request, and only once for all workers if the server loads before it
forks (`gunicorn --preload`).
"""

import gc
import os

from django.urls import get_resolver

from home.http.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

gc.disable()  # Loading creates no garbage, and collection would take a sixth of the startup time.
application = get_wsgi_application()
list(get_resolver().url_patterns)
# Excludes these objects from collection, so that workers share them
# (https://docs.python.org/3/library/gc.html#gc.freeze).
gc.freeze()
gc.enable()
