"""Disputes that touch an event or an actor, each with the reason.

It can be about the brief, its points, its texts, its speakers or its sources. A dispute is listed once, for its closest
reason. Readers find all that is contested about a meeting on its page, also
what is filed under a plan point.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Literal

from briefgen.corpus.citations import placed_citations
from briefgen.corpus.corpus import Corpus
from briefgen.model.kinds._base import Brief
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.point import Point
from briefgen.model.references import split

Reason = Literal["about", "named", "text", "subject", "sources"]
REASONS: tuple[Reason, ...] = ("about", "named", "text", "subject", "sources")
"""All reasons, the closest first."""


def disputes_near(corpus: Corpus, brief: Brief) -> Mapping[Reason, tuple[Dispute, ...]]:
    """Return the disputes that touch a brief, each for its closest reason.

    `about`: it is about the brief. `named`: one of both names the other. `text`:
    it is about a point that the event's text changed. `subject`: it is about a point that was spoken of there.
    `sources`: an account rests on a source that the brief cites and no other reason holds.
    """
    known = corpus.once(_Disputes)
    found: dict[Reason, list[Dispute]] = {reason: [] for reason in REASONS}
    seen: set[str] = set()
    for reason, ids in known.near(brief):
        for id in ids:
            if id not in seen and (dispute := corpus.find(id, Dispute)):
                seen.add(id)
                found[reason].append(dispute)
    return {reason: tuple(disputes) for reason, disputes in found.items() if disputes}


class _Disputes:
    """The disputes of a corpus by subject, and by source."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self.about: dict[str, dict[str, None]] = defaultdict(dict)
        self.named_by: dict[str, dict[str, None]] = defaultdict(dict)
        self.cited: dict[str, dict[str, None]] = defaultdict(dict)
        for dispute in corpus.of(Dispute):
            for target in dispute.about:
                current = corpus.current(target)
                self.about[current][dispute.id] = None
                self.about[split(current)[0]][dispute.id] = None
            for link in corpus.backlinks.get(dispute.id, ()):
                self.named_by[link.id][dispute.id] = None
            for _, citation in placed_citations(dispute):
                self.cited[corpus.current(citation.source)][dispute.id] = None

    def near(self, brief: Brief) -> Iterator[tuple[Reason, list[str]]]:
        """Yield the ids of disputes for each reason, the closest reason first."""
        yield "about", list(self.about[brief.id])
        links = self._corpus.backlinks.get(brief.id, ())
        yield "named", [link.id for link in links if isinstance(self._corpus.briefs.get(link.id), Dispute)]
        yield "named", list(self.named_by[brief.id])
        if isinstance(brief, Event):
            yield "text", [id for point in self._changed(brief) for id in self.about[point]]
            yield "subject", [id for subject in self._spoken_of(brief) for id in self.about[subject]]
            cited = dict.fromkeys(self._corpus.current(c.source) for _, c in placed_citations(brief))
            yield "sources", [id for source in cited for id in self.cited[source]]

    def _changed(self, event: Event) -> Iterator[str]:
        """Yield the points with an entry for a version that an event brought."""
        brought = {self._corpus.current(target) for target in event.introduces}
        if not brought:
            return
        for plan, points in self._corpus.points.items():
            for point in points:
                if any(f"{plan}@{entry.in_}" in brought and entry.change != "not-reported" for entry in point.versions):
                    yield point.id

    def _spoken_of(self, event: Event) -> dict[str, None]:
        """Return the points that the statements of an event are about, and the statements."""
        found: dict[str, None] = {}
        for statement in event.statements:
            found[f"{event.id}#{statement.id}"] = None
            for target in statement.about:
                subject = split(self._corpus.current(target))[0]
                if isinstance(self._corpus.briefs.get(subject), Point):
                    found[subject] = None
        return found
