"""Facts derived from the corpus: positions, versions, relations, corroboration, as-of views. Never markup."""
