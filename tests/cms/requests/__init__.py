"""Whatever address, query string or header arrives, the site responds without an error, a cookie
or an echo.
"""
