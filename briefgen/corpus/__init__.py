"""A project's `content/` and `seeds/` from disk to an immutable, linked corpus: load, cache, link, records, citations."""
