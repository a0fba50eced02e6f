"""Whatever address, query string or header arrives, the site answers without failing, a cookie or an echo."""
