"""Wires the project: settings, addresses, servers, demo content. Owns no table; imported by nobody."""
