"""A list must not contain the same item twice.

The second item adds nothing, and often another one was meant. A source may be cited twice in one place if `locator`
or `quote` distinguish the passages. An actor may take part twice with different `as`.

Bad:

    # content/events/2025-11-28-reaction.yaml
    title: Reaction
    date: 2025-11-28
    summary: The other side answered.
    participants: [ministry, ministry]
    cite: [wire]

Good:

    # content/events/2025-11-28-reaction.yaml
    title: Reaction
    date: 2025-11-28
    summary: The other side answered.
    participants: [ministry]
    cite:
      - {source: wire, locator: para. 2}
      - {source: wire, locator: para. 7}
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At, Severity
from briefgen.model.kinds._base import Brief
from briefgen.model.kinds.actor import Actor

CODE = "BG313"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every list item that repeats an earlier one."""
    for id, brief in corpus.briefs.items():
        yield from _references(corpus, brief)
        if len(brief.themes) > 1:
            yield from _names(id, ((theme, ("themes", index)) for index, theme in enumerate(brief.themes)))
        if isinstance(brief, Actor) and brief.aliases:
            aliases = ((alias.name, ("aliases", index, "name")) for index, alias in enumerate(brief.aliases))
            yield from _names(id, ((brief.name, ("name",)), *aliases))


def _references(corpus: Corpus, brief: Brief) -> Iterator[Finding]:
    before: dict[tuple[At, str], list[At]] = defaultdict(list)
    for reference in corpus.references[brief.id]:
        at = reference.at
        # A member may come back; `overlapping-membership` compares the periods.
        if at[0] == "members":
            continue
        is_in_a_mapping = at[-1] in ("source", "actor")
        if not is_in_a_mapping and not isinstance(at[-1], int):
            continue
        target = corpus.former.get(reference.target, reference.target)
        earlier = before[at[:-2] if is_in_a_mapping else at[:-1], target]
        same = next((one for one in earlier if not is_in_a_mapping or _says_the_same(brief, one, at)), None)
        if same is not None:
            yield _finding(brief.id, at, target, same)
        earlier.append(at)


def _says_the_same(brief: Brief, *places: At) -> bool:
    """Return whether the mappings at these places agree in locator, quote and `as`."""
    details = set()
    for at in places:
        item: object = brief
        for step in at[:-1]:
            item = item[int(step)] if isinstance(item, tuple) else getattr(item, str(step))
        details.add(tuple(getattr(item, name, None) for name in ("locator", "quote", "as_")))
    return len(details) == 1


def _names(id: str, items: Iterable[tuple[str, At]]) -> Iterator[Finding]:
    first: dict[str, At] = {}
    for name, at in items:
        earlier = first.setdefault(name, at)
        if earlier != at:
            yield _finding(id, at, name, earlier)


def _finding(id: str, at: At, name: str, earlier: At) -> Finding:
    related = (Related("first named here", id, earlier),)
    help = "remove it, or name what was meant"
    return Finding(id, at, f"`{name}` is named twice", help=help, related=related)
