"""Pair the briefs of two states: by id, by `formerly`, and by equal content.

Invariant: pairing the other way round gives the same pairs (`tests/unit/changes/test_pairs.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from briefgen.corpus.corpus import Corpus
from briefgen.model import reflect
from briefgen.model.kinds._base import Brief


class BriefPair(msgspec.Struct, frozen=True):
    """A brief of the base and the one of the head that it became.

    Either is None where there is none.
    """

    old: Brief | None
    new: Brief | None
    is_guessed: bool = False
    """Whether a rename follows from equal content alone, so that the old address leads nowhere."""

    @property
    def is_renamed(self) -> bool:
        """Return whether both sides exist and have different ids."""
        return self.old is not None and self.new is not None and self.old.id != self.new.id


def brief_pairs(base: Corpus, head: Corpus, *, unread: frozenset[str] = frozenset()) -> tuple[BriefPair, ...]:
    """Return the pairs of briefs that are not the same object on both sides.

    They are sorted by id.

    ``unread`` has the ids of files that could not be read on either side; they are in no pair. A brief that is in
    another kind's folder now is two pairs.
    """
    pairs: list[BriefPair] = []
    gone: dict[str, Brief] = {}
    added: dict[str, Brief] = {}
    for id, old in base.briefs.items():
        new = head.briefs.get(id)
        if new is old or id in unread:
            continue
        if new is not None and type(new) is type(old):
            pairs.append(BriefPair(old, new))
        else:
            gone[id] = old
    for id, new in head.briefs.items():
        old_or_none = base.briefs.get(id)
        if id not in unread and (old_or_none is None or type(old_or_none) is not type(new)):
            added[id] = new
    for old, new in (*_formerly(gone, added), *_formerly_reversed(gone, added)):
        if old.id in gone and new.id in added:
            pairs.append(BriefPair(gone.pop(old.id), added.pop(new.id)))
    for old, new in _alike(gone.values(), added.values()):
        pairs.append(BriefPair(gone.pop(old.id), added.pop(new.id), is_guessed=True))
    pairs += [BriefPair(old, None) for old in gone.values()]
    pairs += [BriefPair(None, new) for new in added.values()]
    return tuple(sorted(pairs, key=_id))


def _id(pair: BriefPair) -> tuple[str, bool]:
    brief = pair.new or pair.old
    return (brief.id if brief else "", pair.new is None)


def _formerly(gone: Mapping[str, Brief], added: Mapping[str, Brief]) -> list[tuple[Brief, Brief]]:
    found = ((gone[id], new) for new in added.values() for id in new.formerly if id in gone)
    return [(old, new) for old, new in found if type(old) is type(new)]


def _formerly_reversed(gone: Mapping[str, Brief], added: Mapping[str, Brief]) -> list[tuple[Brief, Brief]]:
    """Return the pairs of a rename that was taken back."""
    return [(old, new) for new, old in _formerly(added, gone)]


def _alike(gone: Iterable[Brief], added: Iterable[Brief]) -> list[tuple[Brief, Brief]]:
    """Return the briefs of one kind whose content is equal but for at most one field, where that is certain."""
    keys: dict[object, tuple[list[Brief], list[Brief]]] = defaultdict(lambda: ([], []))
    for side, briefs in enumerate((gone, added)):
        for brief in briefs:
            for key in _all_but_one(brief):
                keys[key][side].append(brief)
    partners: dict[tuple[str, str], tuple[Brief, Brief]] = {}
    for before, after in keys.values():
        if len(before) == len(after) == 1:
            partners[before[0].id, after[0].id] = before[0], after[0]
    olds = [old for old, _ in partners]
    news = [new for _, new in partners]
    return [pair for (old, new), pair in partners.items() if olds.count(old) == news.count(new) == 1]


def _all_but_one(brief: Brief) -> set[tuple[type[Brief], int]]:
    """Return a hash of the content without each of the fields in turn, and with all of them."""
    written = [
        hash((field.name, msgspec.msgpack.encode(value, enc_hook=str)))
        for field in reflect.fields(type(brief))
        if field.attribute not in ("id", "formerly") and (value := getattr(brief, field.attribute)) != field.default
    ]
    return {(type(brief), sum(written) - one) for one in (0, *written)} if len(written) > 1 else set()
