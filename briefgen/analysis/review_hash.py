"""Review hashes: detect whether a brief or its evidence changed since its review.

The hashes are made from typed values, so formatting and comments make no difference. They are computed on demand.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from briefgen.analysis import content_hash
from briefgen.corpus.citations import cited
from briefgen.corpus.corpus import Corpus
from briefgen.model.kinds._base import Brief

_DIGITS = 8
_GROUP = 6
# The fields that name a brief's subjects or parts. Sources come from its citations, prose included.
_FIELDS = frozenset({"about", "held_by", "introduces", "into", "from", "to", "relays"})


def fingerprint(brief: Brief) -> str:
    """Return the hash of a brief's content as 8 hexadecimal digits.

    Id, status and review do not count; see `content_hash.content`.
    """
    return _digest(content_hash.content(brief))


def rests_on(corpus: Corpus, brief: Brief) -> tuple[str, ...]:
    """Return the references that a brief rests on (sources and subjects), sorted.

    The list depends on the brief alone. While the brief stays the same, each position in the list means the same
    item.
    """
    named = (r.target for r in corpus.references[brief.id] if isinstance(r.at[0], str) and _FIELDS.intersection(r.at))
    return tuple(sorted({*cited(corpus, brief), *named}))


class ReviewHashes:
    """The review hashes of a corpus, each computed once and on demand."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._known: dict[str, str | None] = {}

    def named(self, brief: Brief) -> tuple[str | None, ...]:
        """Return the hash of each item in `rests_on(brief)`; None for an unknown item."""
        return tuple(self._of(target) for target in rests_on(self._corpus, brief))

    def is_changed(self, brief: Brief) -> bool:
        """Return whether the brief changed since its review.

        False if the review recorded no hash.
        """
        noted = brief.reviewed.brief if brief.reviewed else None
        return noted is not None and noted != fingerprint(brief)

    def changed(self, brief: Brief) -> tuple[str, ...]:
        """Return the references in `rests_on(brief)` that changed since the review.

        Empty if the brief itself changed, because its list of items may then be a different one.
        """
        noted = brief.reviewed.named if brief.reviewed else None
        if noted is None or self.is_changed(brief):
            return ()
        return tuple(self._differing(brief, noted.split()))

    def _differing(self, brief: Brief, before: list[str]) -> Iterator[str]:
        targets, now = rests_on(self._corpus, brief), self.named(brief)
        if len(before) != len(now):
            # An editor typed the list, or a brief without a recorded hash now names other items.
            yield from targets
            return
        for target, old, new in zip(targets, before, now, strict=True):
            if new is not None and old != new:
                yield target

    def _of(self, target: str) -> str | None:
        if target not in self._known:
            self._known[target] = self._computed(target)
        return self._known[target]

    def _computed(self, target: str) -> str | None:
        now = self._corpus.current(target).partition("#")[0]
        if "@" in now:
            found = self._corpus.versions.get(now)
            return _digest(found[1])[:_GROUP] if found else None
        brief = self._corpus.briefs.get(now)
        return fingerprint(brief)[:_GROUP] if brief else None


def _digest(content: msgspec.Struct) -> str:
    return content_hash.digest(content_hash.encode_sorted(content), digits=_DIGITS)
