"""A statement with only weak sources needs a credibility that warns readers.

Sources graded E are unreliable, and the reliability of those graded F cannot be judged. Cite a better source, or
rate the statement: `credibility: 6` means that its truth cannot be judged. If it is called confirmed or probably
true (1, 2), it needs a better source in any case. If a weak source relays a better one, the message names that one,
because it can be cited itself.

Bad:

    # content/sources/channel.yaml
    title: A post
    publisher: A channel
    url: https://example.net/post
    published: 2025-11-30
    reliability: E
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    participants: [ministry]
    statements:
      - {id: reply, speaker: ministry, paraphrase: The talks go on., cite: [channel]}
    cite: [wire]

Good:

    # content/sources/channel.yaml
    title: A post
    publisher: A channel
    url: https://example.net/post
    published: 2025-11-30
    reliability: E
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    participants: [ministry]
    statements:
      - {id: reply, speaker: ministry, paraphrase: The talks go on., cite: [channel], credibility: 6}
    cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.analysis.corroboration import best
from briefgen.analysis.origins import origins, relaying
from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.event import Event, Statement
from briefgen.model.kinds.source import Source

CODE = "BG456"
SEVERITY = Severity.WARNING

_WEAK = ("E", "F")
_DOUBTFUL = (3, 4, 5, 6)


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield statements that rest only on weak sources, without a warning."""
    weak = {source.id: source for source in corpus.of(Source) if source.reliability in _WEAK}
    if not weak:
        return
    names = weak.keys() | {old for old, id in corpus.former.items() if id in weak}
    for event in corpus.of(Event):
        for index, statement in enumerate(event.statements):
            if all(citation.source in names for citation in statement.cite) and not _has_warning(statement):
                ids = dict.fromkeys(corpus.former.get(c.source, c.source) for c in statement.cite)
                grades = ", ".join(f"`{id}` ({weak[id].reliability})" for id in ids)
                message = f"no source of this statement is graded better than E: {grades}"
                if statement.credibility is None:
                    help = "cite a better source, or say how credible the statement is: `credibility: 6` (cannot be judged)"
                else:
                    help = f"cite a better source: these do not justify `credibility: {statement.credibility}`"
                if better := _better(corpus, ids):
                    message = f"{message}; {relaying(corpus, ids, better.id)}, graded {better.reliability}"
                    help = f"cite `{better.id}` itself if an editor has read it, or {help}"
                related = tuple(Related(f"graded {weak[id].reliability} here", id, ("reliability",)) for id in ids)
                yield Finding(event.id, ("statements", index, "cite"), message, help=help, related=related)


def _better(corpus: Corpus, ids: Iterable[str]) -> Source | None:
    """Return the best graded origin of weak sources, unless it is weak itself."""
    found = corpus.find(best(corpus, origins(corpus, ids)) or "", Source)
    # one that relays others stands for a circle, and began nothing
    return found if found and not found.relays and found.reliability not in _WEAK else None


def _has_warning(statement: Statement) -> bool:
    """Return whether a credibility warns readers about the statement."""
    all_values = (statement.credibility, *(citation.credibility for citation in statement.cite))
    given = [credibility for credibility in all_values if credibility is not None]
    return bool(given) and max(given) in _DOUBTFUL
