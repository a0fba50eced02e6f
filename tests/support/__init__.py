"""What tests stand on: a PostgreSQL of their own, a browser, an accessibility checker."""
