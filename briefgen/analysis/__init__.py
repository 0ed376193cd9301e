"""Facts derived from the corpus: positions, relations, corroboration, as-of view.

In: a linked `Corpus`. Out: frozen structs, or a smaller `Corpus` for the as-of view. Never markup. May import
`provenance`, `corpus` and the packages below them (`tests/test_architecture.py`).
"""
