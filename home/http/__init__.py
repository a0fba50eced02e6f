"""What stands before every view: how a request is read, and what is answered to one that cannot be.

Knows no page and no view by name.
"""
