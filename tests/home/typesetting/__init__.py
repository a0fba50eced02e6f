"""Tests of document rendering, independent of content."""
