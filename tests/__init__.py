"""Tests. Their folders mirror the packages they test."""
