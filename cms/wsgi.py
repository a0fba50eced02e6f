"""The entry point of a WSGI server. The settings module must be named in the environment, or is production's.

All is loaded before the first visitor, and once for all workers where the server loads first and forks then
(`gunicorn --preload`).
"""

import gc
import os

from django.urls import get_resolver

from home.http.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

gc.disable()  # Nothing of what is loaded is garbage: looking for some takes a sixth of the start.
application = get_wsgi_application()
list(get_resolver().url_patterns)
gc.freeze()  # Never looked at again, so that workers share it (https://docs.python.org/3/library/gc.html#gc.freeze).
gc.enable()
