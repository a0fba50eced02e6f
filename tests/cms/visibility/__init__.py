"""What nobody may read is nowhere. A canary stands in every text of a guide, which is then hidden in eight ways. The matrix of all outputs is in tests/trust/leaks."""
