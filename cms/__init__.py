"""Project configuration: settings, URLs, servers, demo content. Owns no table; no package imports it."""
