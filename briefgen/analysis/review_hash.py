"""Whether a brief, or what it rests on, changed since an editor went over it: fingerprints of typed content.

Made from the values, so that whatever `fmt` may change makes no difference, nor do comments. Computed only when asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

import msgspec

from briefgen.corpus.citations import cited
from briefgen.corpus.corpus import Corpus
from briefgen.editing.format import canonical
from briefgen.model.edtf import Edtf
from briefgen.model.field_order import shape_of
from briefgen.model.kinds._base import Brief

_GROUP = 6
# what a brief speaks about or is made of; its sources come from its citations, prose included
_FIELDS = frozenset({"about", "held_by", "introduces", "into", "from", "relays"})


def fingerprint(brief: Brief) -> str:
    """Return the fingerprint of a brief's content: not of its name, its status or its reviews."""
    # a fingerprint that hung on these would change with the very review that it is written down in
    return _digest(msgspec.structs.replace(brief, id="", formerly=(), status="published", reviewed=None))


def rests_on(corpus: Corpus, brief: Brief) -> tuple[str, ...]:
    """Return what a brief rests on, in a fixed order and as it is written: its sources, and what it speaks about.

    Follows from the brief alone, so that as long as the brief stays the same each place in the list names the same thing.
    """
    named = (r.target for r in corpus.references[brief.id] if isinstance(r.at[0], str) and _FIELDS.intersection(r.at))
    return tuple(sorted({*cited(corpus, brief), *named}))


class ReviewHashes:
    """The fingerprints of a corpus, each computed once and only when it is asked for."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._known: dict[str, str | None] = {}

    def named(self, brief: Brief) -> tuple[str | None, ...]:
        """Return the fingerprint of each thing that the brief rests on, in its order; None for one that is not there."""
        return tuple(self._of(target) for target in rests_on(self._corpus, brief))

    def is_changed(self, brief: Brief) -> bool:
        """Return whether the brief has changed since it was reviewed, as far as its review can tell."""
        noted = brief.reviewed.brief if brief.reviewed else None
        return noted is not None and noted != fingerprint(brief)

    def changed(self, brief: Brief) -> tuple[str, ...]:
        """Return what has changed since the brief was reviewed, of what it rests on.

        Nothing where the brief itself has changed: then its list may be another one.
        """
        noted = brief.reviewed.named if brief.reviewed else None
        if noted is None or self.is_changed(brief):
            return ()
        return tuple(self._differing(brief, noted.split()))

    def _differing(self, brief: Brief, before: list[str]) -> Iterator[str]:
        targets, now = rests_on(self._corpus, brief), self.named(brief)
        if len(before) != len(now):
            # typed by hand, or a brief without a fingerprint of its own that names other things now
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
        whole, mark, part = target.partition("@")
        id = self._corpus.former.get(whole, whole)
        if mark:
            found = self._corpus.versions.get(f"{id}@{part}")
            return _digest(found[1])[:_GROUP] if found else None
        brief = self._corpus.briefs.get(id)
        return fingerprint(brief)[:_GROUP] if brief else None


def _digest(struct: msgspec.Struct) -> str:
    data = msgspec.json.decode(msgspec.json.encode(struct, enc_hook=_plain))
    settled = canonical(data, shape_of(type(struct)))
    return blake2b(msgspec.json.encode(settled, order="sorted"), digest_size=4).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Edtf):
        return value.text
    raise NotImplementedError(type(value))
