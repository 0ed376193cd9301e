"""The typed model of briefs: kinds, EDTF dates, ids, decoding and JSON Schema.

Input: plain data from `yaml`. Output: immutable structs, or a problem for each error of shape.

Guarantees:

- The package reads no file and does not use the corpus; a value is checked without other briefs.
- Field documentation, JSON Schemas and references are derived from the types (`tests/unit/model/test_reflect.py`).

A new kind is one file in `model/kinds/`.
"""
