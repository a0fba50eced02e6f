"""Tests of the administration where pictures are masked."""
