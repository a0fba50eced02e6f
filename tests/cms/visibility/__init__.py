"""What nobody may read is nowhere. A canary stands in every text of a guide, which is then hidden in eight ways."""
