"""Tests of the guarantees of the site (docs/trust.md)."""
