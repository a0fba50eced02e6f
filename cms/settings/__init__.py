"""Settings: `base` is shared, `dev` and `test` relax it, `production` only overrides. Values come from `cms.env`."""
