"""Administration login: rate limits, two-factor authentication, session duration."""
