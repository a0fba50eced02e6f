"""Whatever address, query string or header arrives, the site answers without failing, without a cookie, without an echo."""
