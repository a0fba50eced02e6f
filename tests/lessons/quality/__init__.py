"""Tests of roles, checks, freshness, links and reports. They know nothing of paper or sessions."""
