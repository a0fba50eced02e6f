"""How gunicorn serves the site, wherever that is: `gunicorn --config cms/gunicorn_settings.py cms.wsgi`."""

preload_app = True  # Loaded once, before the workers are forked: see docs/decisions/0016-gunicorn.md.
timeout = 60  # Seconds that an answer may take.
max_requests, max_requests_jitter = 2_000, 200  # After so many answers a worker is renewed.
# A web server on the same machine passes on what visitors send. None may say at which path the site begins.
forwarder_headers = ""
