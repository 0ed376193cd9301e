"""Rendering: site data to Markdown pages, terminal text, citations and JSON-LD.

Input is a linked corpus and the configuration; output is text, bytes or a folder (`export`). Guarantees: no value of a
brief ends the block, attribute or script element that it is in; `tests/unit/render/test_escaping.py` checks it. The size of all
pages is limited; `tests/unit/render/test_page_limits.py` checks it. Only `templates` uses Jinja2.
"""
