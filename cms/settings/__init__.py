"""Settings: `base` is shared, others override it. `cms.env` reads environment variables."""
