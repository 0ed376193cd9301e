"""Unique names of briefs and statements, for the texts of links.

Two links with the same text must lead to the same place. So a link has the label of its brief, and in brackets what
distinguishes the brief from others with this label.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property

from briefgen.corpus.corpus import Corpus, StatementAt
from briefgen.model import vocabulary
from briefgen.model.kinds._base import Brief, kind_of
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.point import Point
from briefgen.model.kinds.source import Source
from briefgen.site.first_words import headed
from briefgen.text.messages import gettext


def distinctions(corpus: Corpus, label: Callable[[str], str]) -> Mapping[str, str]:
    """Return the words that distinguish briefs with the same label, by id.

    A brief whose label no other brief has is not in the result. ``label`` returns the label of an id.
    """
    alike: dict[str, list[Brief]] = defaultdict(list)
    for brief in corpus.briefs.values():
        alike[brief.label].append(brief)
    return {
        brief.id: words
        for briefs in alike.values()
        if len(briefs) > 1
        for brief, words in zip(briefs, _apart([_facts(brief, label) for brief in briefs]), strict=True)
    }


def _facts(brief: Brief, label: Callable[[str], str]) -> tuple[str, ...]:
    """Return facts of a brief, from what readers know it by to what only it has."""
    where = ""
    if isinstance(brief, Source):
        where = label(brief.publisher) if brief.publisher else ""
    elif isinstance(brief, Point):
        where = label(brief.plan)
    elif isinstance(brief, Actor):
        where = vocabulary.plain(brief.kind) if brief.kind else ""
    kind = gettext(vocabulary.KINDS[kind_of(brief)]) if kind_of(brief) in vocabulary.KINDS else ""
    return kind, where, brief.when.words() if brief.when else "", brief.id


def _apart(facts: list[tuple[str, ...]]) -> list[str]:
    """Return the first facts that differ, joined, so that no two results are the same."""
    words = [""] * len(facts)
    for column in zip(*facts, strict=True):
        if len(set(words)) == len(words):
            break
        if len(set(column)) > 1:
            words = [", ".join(filter(None, pair)) for pair in zip(words, column, strict=True)]
    return words


_MOST_KEPT = 5000
"""How many names of statements are kept; a page names few, and most are of one event."""


def _beginning(made: StatementAt) -> int:
    # a number, because the texts of many statements would take much memory
    return hash(made.statement.quote or (made.statement.paraphrase or "")[:200])


class UniqueNames:
    """The names of briefs, statements, versions and parts, made on demand."""

    def __init__(self, corpus: Corpus, label: Callable[[str], str], attribution: Callable[[StatementAt], str]) -> None:
        self._corpus = corpus
        self._label = label
        self._attribution = attribution
        self._distinctions = distinctions(corpus, label)
        self._statements: dict[str, tuple[str, str]] = {}

    def __getitem__(self, ref: str) -> str:
        """Return the name of a brief, statement, version or part; the reference if unknown."""
        made = self._corpus.statements.get(self._corpus.current(ref)) if "#" in ref else None
        if made is not None:
            return ": ".join(filter(None, self._statement(made)))
        return self._with_distinction(ref, self._label(ref))

    def words(self, ref: str) -> str:
        """Return the name of a statement without its speaker; of all else, the name."""
        made = self._corpus.statements.get(self._corpus.current(ref)) if "#" in ref else None
        return self[ref] if made is None else self._statement(made)[1]

    def is_repeated(self, made: StatementAt) -> bool:
        """Return whether another statement begins with the same words."""
        return self._beginnings[_beginning(made)] > 1

    @cached_property
    def _beginnings(self) -> Counter[int]:
        return Counter(map(_beginning, self._corpus.statements.values()))

    def _with_distinction(self, id: str, label: str) -> str:
        words = self._distinctions.get(self._corpus.former.get(id, id), "")
        return f"{label} ({words})" if words else label

    def _statement(self, made: StatementAt) -> tuple[str, str]:
        """Return the speaker of a statement, and its first words with its event."""
        if made.ref not in self._statements:
            if len(self._statements) > _MOST_KEPT:
                self._statements.clear()
            event = made.event
            place = self._with_distinction(event.id, event.title)
            for said in headed([self._corpus.statements[f"{event.id}#{one.id}"] for one in event.statements]):
                words = f"“{said.words.head}”" if said.words.is_quote else said.words.head
                number = f"({said.number})" if said.number > 1 else ""
                named = " ".join(filter(None, (words, number, f"({place})")))
                self._statements[said.made.ref] = self._attribution(said.made), named
        return self._statements[made.ref]
