"""Typesets printed sheets. This package owns what is printed; it does not know HTML or who sends the request.

`document` converts a guide to plain values, `render` makes a PDF from them, `views` handles requests.
"""
