"""Two actors of one name are one actor with two pages, or two that readers cannot tell apart; and a name that two actors
have becomes a link to neither. Capitals, spaces and the width of letters make no difference.

Bad:

    # content/actors/office.yaml
    name: Office
    summary: An office of the ministry.
    aliases: [The ministry, ministry]
    part_of: [ministry]
    cite: [wire]

Good:

    # content/actors/office.yaml
    name: Office
    summary: An office of the ministry.
    aliases: [Office of the ministry]
    part_of: [ministry]
    cite: [wire]
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from briefgen.check.rules._base import Finding, Related
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.model.kinds.actor import Actor

CODE = "BG310"
SEVERITY = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield every name and alias that is the name of another actor."""
    named: dict[str, list[str]] = defaultdict(list)
    for actor in corpus.of(Actor):
        named[_plain(actor.name)].append(actor.id)
    for actor in corpus.of(Actor):
        first = named[_plain(actor.name)][0]
        if first != actor.id:
            message = f"`{first}` is called `{actor.name}` too"
            help = (
                f"say in the name what tells them apart; if both are one, keep one file and write "
                f"`formerly: [{actor.id}]` in it"
            )
            yield Finding(actor.id, ("name",), message, help=help, related=(Related("here", first, ("name",)),))
        for index, alias in enumerate(actor.aliases):
            other = next((id for id in named.get(_plain(alias.name), ()) if id != actor.id), None)
            if other is not None:
                message = f"the alias `{alias.name}` is the name of `{other}`"
                help = f"take it out; if both are one, keep one file and write `formerly: [{actor.id}]` in it"
                at = ("aliases", index, "name")
                yield Finding(actor.id, at, message, help=help, related=(Related("here", other, ("name",)),))


def _plain(name: str) -> str:
    if name.isascii():
        return " ".join(name.lower().split())
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
