"""Login: password attempts are limited, and a password alone is not enough."""
