"""What gunicorn must know wherever the site is served; it reads this file from the folder that it is started in."""

# A web server on the same machine passes on what visitors send. None may say at which path the site begins.
forwarder_headers = ""
