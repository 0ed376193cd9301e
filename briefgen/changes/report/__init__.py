"""The formats of a comparison, one module each.

A module has `render(diff, *, colour)`, which returns the whole report as text. The name of the file is that of the
format.
"""
