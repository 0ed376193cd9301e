"""What is worked out from a corpus once for all who ask: rules, pages and commands alike.

Kept in the corpus itself and gone with it. A table beside it, even of weak keys, would hold every corpus of a session, since
what is derived holds its corpus.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from briefgen.corpus.corpus import Corpus

T = TypeVar("T")


def once(corpus: Corpus, make: Callable[[Corpus], T]) -> T:
    """Return what a function makes of a corpus, made when it is first asked for."""
    if make not in corpus.derived:
        corpus.derived[make] = make(corpus)
    return cast(T, corpus.derived[make])
