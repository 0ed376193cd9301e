"""Load `content/` and `seeds/` and link them into one immutable corpus.

Input: a project folder, its limits and optional in-memory overrides of files. Output: a `Corpus` and the problems found.

Guarantees:

- An invalid file becomes a problem; it never stops the loading (`tests/unit/corpus/test_load.py`).
- The order of entries and problems does not depend on the file system (`tests/unit/corpus/test_load.py`).
- No code sets an attribute of a linked corpus (`tests/unit/corpus/test_corpus.py`).
- The disk cache changes no result (`tests/unit/corpus/test_disk_cache.py`).
"""
