"""Find the id that was meant by a name, alias, title, address or misspelt id.

Each search is linear in the number of briefs at most. The slow comparisons share a budget, counted in comparisons.
"""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from briefgen.corpus.corpus import Corpus
from briefgen.model.ids import is_id, suggested_id
from briefgen.model.kinds._base import kind_of
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.source import Source
from briefgen.text.confusables import mixed_words
from briefgen.text.name_folding import folded, romanised
from briefgen.text.urls import canonical

_MOST_COMPARED = 1_500_000
"""The most comparisons of a misspelt id with an id or a name, in one check."""
_ALIKE = 0.7
_MARKUP = re.compile(r"[\s\[\]@\"'“”„«»‘’]*+(?:[^\s/]++/)*+([^\[\]|/]*+)")
_SUFFIX = re.compile(r"\.ya?ml$")
_SHORTEST_PREFIX = 3


class Names:
    """The ids, names and titles of a corpus, by kind.

    An index is built for the first search of its kinds.
    """

    def __init__(self, corpus: Corpus, others: Iterable[str] = ()) -> None:
        self._corpus = corpus
        self._others = sorted(id for id in others if is_id(id))
        self._by_kinds: dict[tuple[str, ...], _Index] = {}
        self._found: dict[tuple[str, tuple[str, ...]], str] = {}
        self._left = _MOST_COMPARED
        self._urls: dict[str, str] | None = None

    def find(self, text: str, kinds: tuple[str, ...]) -> str:
        """Return the only id of these kinds that the text may stand for, or an empty text."""
        key = text, kinds
        if key not in self._found:
            self._found[key] = self._search(text, kinds)
        return self._found[key]

    def at_address(self, text: str) -> str:
        """Return the id of the source with this address, or an empty text."""
        if self._urls is None:
            self._urls = {}
            for source in self._corpus.of(Source):
                for url in (source.url, source.archive_url):
                    if url:
                        self._urls.setdefault(canonical(url), source.id)
        return self._urls.get(canonical(text.strip()), "")

    def _search(self, text: str, kinds: tuple[str, ...]) -> str:
        index = self._index(kinds)
        bare = _SUFFIX.sub("", match[1].strip()) if (match := _MARKUP.match(text)) else text
        for mixed in mixed_words(bare):
            bare = bare.replace(mixed.word, mixed.meant)
        name = folded(bare)
        if not name:
            return ""
        id = suggested_id(name)
        if id in index.ids:
            return id
        for one in dict.fromkeys((name, romanised(bare))):
            if len(hits := index.names.get(one, ())) == 1:
                return next(iter(hits))
        roman = romanised(bare)
        near = self._nearest(suggested_id(roman), index.listed)
        if near and difflib.SequenceMatcher(None, suggested_id(roman), near).ratio() >= 0.85:
            return near
        by_name = self._nearest(roman, index.long_names)
        hits = index.by_words(roman.split()) or (index.names[by_name] if by_name else set())
        if not hits and not near and not bare.isascii():
            # a transliteration often differs in more letters than a misspelt name
            hits = index.by_words([self._nearest(roman.rpartition(" ")[2], index.listed_words)])
        return next(iter(hits)) if len(hits) == 1 else near

    def _nearest(self, text: str, known: list[str]) -> str:
        self._left -= len(known)
        if self._left < 0 or not text or len(text) > 200:
            return ""
        near = difflib.get_close_matches(text, known, 1, _ALIKE)
        return near[0] if near else ""

    def _index(self, kinds: tuple[str, ...]) -> _Index:
        if kinds not in self._by_kinds:
            self._by_kinds[kinds] = _Index(self._corpus, kinds, self._others)
        return self._by_kinds[kinds]


class _Index:
    """The ids of some kinds, with the folded names that lead to each."""

    def __init__(self, corpus: Corpus, kinds: tuple[str, ...], others: list[str]) -> None:
        briefs = [brief for brief in corpus.briefs.values() if kind_of(brief) in kinds]
        self.ids = {brief.id for brief in briefs} | set(others)
        self.listed = sorted(self.ids)
        self.names: dict[str, set[str]] = defaultdict(set)
        words: dict[str, set[str]] = defaultdict(set)
        for brief in briefs:
            labels = [brief.label]
            if isinstance(brief, Actor):
                labels += [alias.name for alias in brief.aliases]
            for label in labels:
                for name in {folded(label), romanised(label)}:
                    self.names[name].add(brief.id)
                    for word in name.split():
                        words[word].add(brief.id)
            for word in brief.id.split("-"):
                words[word].add(brief.id)
        self.long_names = sorted(name for name in self.names if len(name) > 4)
        self._words = dict(words)
        self.listed_words = sorted(words)

    def by_words(self, typed: list[str]) -> set[str]:
        """Return the ids of the briefs whose names have all these words.

        Where no name has them, words that begin with them count.
        """
        for find in (lambda word: self._words.get(word, set()), self._with_prefix):
            sets = [find(word) for word in typed[:9]]
            hits = set.intersection(*sets) if sets else set()
            if hits:
                return hits
        return set()

    def _with_prefix(self, typed: str) -> set[str]:
        found: set[str] = set()
        if len(typed) < _SHORTEST_PREFIX:
            return found
        at = bisect_left(self.listed_words, typed)
        while at < len(self.listed_words) and self.listed_words[at].startswith(typed) and len(found) < 50:
            found |= self._words[self.listed_words[at]]
            at += 1
        return found
