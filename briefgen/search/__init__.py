"""Search records made from the site, and the Pagefind index of them.

In: a `Site`. Out: `SearchRecord`s, and the index files written into the built site. Only `search/index.py` and
`search/pagefind_format.py` know Pagefind. May import `site` and the packages below it
(`tests/test_architecture.py`).
"""
