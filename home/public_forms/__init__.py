"""Public forms without cookie, account or CAPTCHA: checks that a POST comes from one of our forms.

Knows nothing of their fields. `tokens` and `forms` sign forms of visitors without a session; `origin` checks,
for visitors with a session, where the browser says that the POST comes from.
"""
