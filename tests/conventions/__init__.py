"""What must hold for every page, address, module, template, migration and setting, also of those to come.

Owns rules that need no knowledge of what a page says; a failure is a sentence that tells what to do.
"""
