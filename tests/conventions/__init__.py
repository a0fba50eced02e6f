"""What must hold for every page, address, module, template, migration and setting, now and as the project grows.

Owns rules that need no knowledge of what a page says; a failure is a sentence that tells what to do.
"""
