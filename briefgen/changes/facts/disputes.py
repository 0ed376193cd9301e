"""Disputes: opened, settled or open again, and the weight of their answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefgen.analysis.answers import answers
from briefgen.changes.facts._side import BothSides, DerivedSide, FactKey, FactScope
from briefgen.changes.facts._write import counted, derived_change, listing, of_brief, title_of, upper, values
from briefgen.changes.types import BriefingChange
from briefgen.model.kinds.dispute import Dispute

TYPES = ("dispute.opened", "dispute.closed", "dispute.reopened", "dispute.weight")


def facts(side: DerivedSide, scope: FactScope) -> Iterator[tuple[FactKey, Any]]:
    """Yield the state of each dispute, and the weight of answers that may differ."""
    for dispute in side.corpus.of(Dispute):
        if scope.wants(dispute.id):
            yield (dispute.id, "state"), dispute.state
        if scope.touches(dispute.id):
            for answer in answers(side.corpus, dispute):
                account = answer.account
                held = " ".join(sorted(map(side.corpus.current, account.held_by)))
                sign = answer.sign if answer.sign in ("yes", "no", "unclear") else ""
                yield (dispute.id, "answer", held or str(answer.number)), (sign, answer.backing.count, account.claim)


def changes(key: FactKey, old: Any, new: Any, both: BothSides) -> Iterator[BriefingChange]:
    """Yield what differs in a dispute."""
    id, what = key[:2]
    if what == "answer":
        if old is not None and new is not None and old[:2] != new[:2]:
            yield _weight(id, old, new, both)
        return
    subject = of_brief(both, id)
    if "open" in (old, new) and None in (old, new):
        side, word = (both.head, "Opened") if new else (both.base, "No longer asked")
        says = f"{word}: {subject.title} {_accounts(side, id)}"
        yield derived_change(
            "dispute.opened", "disputes", subject, says, label="opened", verb="added" if new else "removed",
            note=_marked(id, both) if new else "", **values(old, new),
        )  # fmt: skip
    elif old == "open":
        dispute = both.head.corpus.briefs[id]
        found = dispute.resolution if isinstance(dispute, Dispute) else None
        yield derived_change(
            "dispute.closed", "disputes", subject, f"Resolved: {subject.title}", label="resolved", verb="added",
            note=both.head.site.prose.plain(found) if found else "", **values(old, new),
        )  # fmt: skip
    elif old == "resolved" and new == "open":
        yield derived_change(
            "dispute.reopened", "disputes", subject, f"Open again: {subject.title}", label="open again", verb="added",
            note=_marked(id, both), **values(old, new),
        )  # fmt: skip


def _accounts(side: DerivedSide, id: str) -> str:
    dispute = side.corpus.briefs[id]
    found = answers(side.corpus, dispute) if isinstance(dispute, Dispute) else ()
    sources = {source for answer in found for source in answer.backing.counted}
    shared = len(sources) == 1 and len(found) > 1 and all(answer.backing.counted == sources for answer in found)
    both = "both" if len(found) == 2 else "all"
    return f"{upper(counted(len(found), 'account', 'accounts'))}{f', {both} from one report' if shared else ''}."


def _marked(id: str, both: BothSides) -> str:
    dispute = both.head.corpus.briefs[id]
    about = [title_of(both.head, both.head.corpus.current(ref)) for ref in getattr(dispute, "about", ())]
    was, now = len(both.base.site.open_disputes), len(both.head.site.open_disputes)
    marked = f"Marked as disputed: {listing(about)}; " if about else ""
    return f"{marked}{'o' if marked else 'O'}pen disputes {was} → {now}."


def _weight(id: str, old: Any, new: Any, both: BothSides) -> BriefingChange:
    claim = both.head.site.prose.plain(new[2])
    words = [counted(count, "independent source", "independent sources") for count in (old[1], new[1])]
    answer = [f"{sign or 'an answer of its own'}, {text}" for sign, text in zip((old[0], new[0]), words, strict=True)]
    says = f"“{claim}”: {words[0]} → {new[1]}" if old[0] == new[0] else f"“{claim}”: {answer[0]} → {answer[1]}"
    return derived_change(
        "dispute.weight", "disputes", of_brief(both, id), says, label=f"weight of “{claim}”", old_reads=words[0],
        new_reads=words[1], **values({"answer": old[0], "sources": old[1]}, {"answer": new[0], "sources": new[1]}),
    )  # fmt: skip
