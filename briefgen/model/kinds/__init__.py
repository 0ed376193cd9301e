"""The kinds of brief, one module each.

A module defines one struct, named after the module. Its docstring and the `Doc(...)` texts of its fields are the
documentation of the kind, and appear in the field reference and the JSON Schemas.
"""
