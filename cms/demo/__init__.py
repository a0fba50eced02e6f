"""Demo content and the code that draws its screenshots. Knows no model and no request."""

from pathlib import Path

GUIDES = Path(__file__).parent / "guides"
