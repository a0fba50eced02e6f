"""The site's foundation: base page, home page, plain pages, navigation, site settings, users, images, rich text.

Owns what any Wagtail site would need. Knows nothing of guides, searches or sheets.
"""
