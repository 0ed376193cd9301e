"""Provenance: verify quotations against source documents, and measure their use.

In: a linked `Corpus` with the records in `seeds/`. Out: frozen structs with statuses and locations, and lines of
text for terminals. Reads and writes no files. May import `corpus` and the packages below it
(`tests/test_architecture.py`).
"""
