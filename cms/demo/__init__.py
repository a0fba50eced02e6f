"""Holds the demo content and the code that makes its pictures. Owns cms/demo/guides; knows no model and no request."""

from pathlib import Path

GUIDES = Path(__file__).parent / "guides"
