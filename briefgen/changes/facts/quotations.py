"""Quotations: whether their words stand in a source, in which one, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from briefgen.changes.facts._side import BothSides, DerivedSide, FactKey, FactScope
from briefgen.changes.facts._write import derived_change, listing, of_brief, values
from briefgen.changes.types import BriefingChange, ChangeSubject
from briefgen.changes.words import pieces
from briefgen.model.kinds.event import Event
from briefgen.provenance.degrees import DEGREES, FOUND, IN_WORDS
from briefgen.provenance.quotations import Quotation, record_of
from briefgen.site.quotation_words import publisher_of

TYPES = ("quotation.status", "quotation.source", "quotation.place")
_HEADS = {
    "not-found": "No longer found",
    "not-in-excerpt": "No longer found in the excerpt on record",
    "not-checked": "No longer checked",
    "too-short": "Too short to check now",
    "undecided": "No longer decided by machine",
    "editors-words": "Found with an editor's words now",
    "with-omissions": "Found with omissions now",
    "word-for-word": "Found word for word now",
}
_HINT = (
    "A quotation repeats its source word for word. Take the word back, or name first the source that has these words."
)


class CheckedWords(msgspec.Struct, frozen=True):
    """A quotation as readers see it checked."""

    status: str
    source: str
    place: str
    text: str

    @property
    def seen(self) -> tuple[str, str, str]:
        """Return what is compared; a change of the words alone is typed."""
        return self.status, self.source, self.place


def facts(side: DerivedSide, scope: FactScope) -> Iterator[tuple[FactKey, CheckedWords]]:
    """Yield each quotation, by the part that contains it."""
    for key, quotation in side.once(_by_key).items():
        if scope.wants(key[0]):
            yield key, _checked(quotation)


def changes(
    key: FactKey, old: CheckedWords | None, new: CheckedWords | None, both: BothSides
) -> Iterator[BriefingChange]:
    """Yield what readers see differently; nothing for a new or lost quotation."""
    if old is None or new is None or old.seen == new.seen:
        return
    was, now = both.base.once(_by_key)[key], both.head.once(_by_key)[key]
    subject, what = _subject(both, key)
    if old.status != new.status:
        before, after = _found(both.base, was), _found(both.head, now)
        is_worse = DEGREES.index(now.status) > DEGREES.index(was.status)
        says = f"{_HEADS[new.status]}: a {what} in {subject.title}. Was: {before}. Now: {after}."
        yield derived_change(
            "quotation.status", "quotations", subject, says, label=what, old_reads=before, new_reads=after,
            direction="down" if is_worse else "up", words=pieces(old.text, new.text) if old.text != new.text else (),
            note=_HINT if new.status == "not-found" else "", **values(old.status, new.status),
        )  # fmt: skip
    elif old.source != new.source:
        names = [publisher_of(side.site, id) for side, id in ((both.base, old.source), (both.head, new.source))]
        says = f"Words now checked in {names[1]} (was {names[0]}): a {what} in {subject.title}"
        yield derived_change(
            "quotation.source", "quotations", subject, says, label=what, old_reads=names[0], new_reads=names[1],
            **values(old.source, new.source),
        )  # fmt: skip
    else:
        says = f"Place of a {what} in {publisher_of(both.head.site, new.source)}: {old.place} → {new.place}"
        yield derived_change(
            "quotation.place", "quotations", subject, says, label=what, class_="editorial", old_reads=old.place,
            new_reads=new.place, **values(old.place, new.place),
        )  # fmt: skip


def _by_key(side: DerivedSide) -> dict[FactKey, Quotation]:
    return dict(_keyed(side))


def _keyed(side: DerivedSide) -> Iterator[tuple[FactKey, Quotation]]:
    found = side.site.quotations
    for ref, quotation in found.statements.items():
        yield (quotation.id, "statement", ref), quotation
    times: Counter[tuple[str, str]] = Counter()
    for (ref, source, _), quotation in found.citations.items():
        times[ref, source] += 1
        yield (quotation.id, "citation", ref, source, str(times[ref, source])), quotation


def _checked(quotation: Quotation) -> CheckedWords:
    place = quotation.location.words() if quotation.location else ""
    return CheckedWords(quotation.status, quotation.source, place, quotation.text)


def _subject(both: BothSides, key: FactKey) -> tuple[ChangeSubject, str]:
    """Return the subject, and whose quotation it is."""
    id, what, ref = key[:3]
    part = ref.removeprefix(id)[1:]
    subject = of_brief(both, id, part)
    made = both.head.corpus.statements.get(ref)
    if what == "statement" and made is not None and isinstance(made.event, Event):
        return subject, f"quotation of {both.head.site.attribution(made.statement)}"
    return subject, f"quotation in {publisher_of(both.head.site, key[3])}" if what == "citation" else "quotation"


def _found(side: DerivedSide, quotation: Quotation) -> str:
    """Return in words what the check found, and where it looked."""
    site = side.site
    place = f", {quotation.location.words()}" if quotation.location else ""
    if quotation.status in FOUND:
        return f"found {IN_WORDS[quotation.status]} in {publisher_of(site, quotation.source)}{place}"
    looked = quotation.absent or quotation.claimed
    name = listing(publisher_of(site, id) for id in looked)
    reason = f" ({quotation.reason})" if quotation.reason else ""
    if quotation.status in ("not-found", "not-in-excerpt"):
        others = [id for id in quotation.sources if id not in looked and record_of(side.corpus, id) is None]
        rest = f"; {listing(publisher_of(site, id) for id in others)} cannot be checked" if others else ""
        extent = "whose whole text is on record" if quotation.status == "not-found" else "of which a part is on record"
        return f"not found in {name}, {extent}{reason}{rest}"
    if quotation.status == "not-checked":
        return f"not machine-checked; there is no record of {name}"
    return f"{IN_WORDS[quotation.status]} in {name}{place}{reason}"
