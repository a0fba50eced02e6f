"""Typesets sheets. Owns what goes on paper; knows nothing of HTML, nor of who asks.

`document` turns a guide into plain values, `render` turns those into a PDF, `views` answers requests.
"""
