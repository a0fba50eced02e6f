"""Forms of visitors without cookie, account or CAPTCHA. Owns how a post is known to be from a form of ours.

Knows nothing of what a form asks. `tokens` and `forms`: signed forms for who has no session; `origin`: forms of who has
one, known by where the browser says a post comes from.
"""
