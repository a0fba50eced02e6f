"""Tests of roles, checks, freshness, links and reports. They do not depend on sheets or sessions."""
