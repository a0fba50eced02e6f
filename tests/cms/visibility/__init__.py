"""Hidden content appears nowhere. Every text of a guide contains a canary, and the guide is hidden in eight
ways. The matrix of all outputs is in tests/trust/leaks.
"""
