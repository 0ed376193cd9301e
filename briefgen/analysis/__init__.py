"""Facts derived from the corpus: positions, relations, corroboration, as-of view.

In: a linked `Corpus`. Out: frozen structs, or a smaller `Corpus` for the as-of view. Never markup.
May import `corpus`, `model`, `text`, `diagnostics` and the packages below them.
"""
