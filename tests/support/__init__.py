"""Tools for tests: a PostgreSQL server, a browser, an accessibility checker."""
