"""Gunicorn settings for every deployment: `gunicorn --config cms/gunicorn_settings.py cms.wsgi`."""

preload_app = True  # Load the site before forking workers: see docs/decisions/0016-gunicorn.md.
timeout = 60  # Seconds per request.
max_requests, max_requests_jitter = 2_000, 200  # A worker restarts after this many requests.
# A reverse proxy on the same machine forwards visitors' headers; none of them may set SCRIPT_NAME.
forwarder_headers = ""
