"""The content of all pages as plain data: addresses, listings, drawings, planners.

In: a linked `Corpus` and the `Config`. Out: `Page`s with the values for their templates, and `DataFile`s. Never
HTML, except the HTML of prose. A new page is one file in `site/pages/`. May import `check`, `provenance`,
`analysis` and the packages below them (`tests/test_architecture.py`).
"""
