"""Shared parts of the formats for people.

They are headings, groups by page, totals and shortened wording.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from briefgen.changes.types import BRIEFING, BriefingChange, BriefingDiff, ChangeSubject, WordPiece

SECTIONS = {
    "quotations": "Quotations",
    "home": "Home page",
    "matrix": "Where the parties stand",
    "status": "Status of the points",
    "disputes": "Disputed",
    "evidence": "How strong the evidence is",
    "addresses": "Addresses",
}
"""The sections of what changes for readers, in reading order."""
TABLES = ("matrix", "status")
"""The sections that show both values side by side."""
_LONGEST_STRETCH = 90
_KEPT = 55
_KINDS = {BRIEFING: "the briefing", "record": "text on record"}


class ChangedPage(msgspec.Struct, frozen=True):
    """The changes of one page, in the order of its file."""

    subject: ChangeSubject
    changes: tuple[BriefingChange, ...]

    @property
    def sign(self) -> str:
        """Return what became of the page: `+` new, `−` gone, `→` renamed, `~` changed."""
        types = {change.type for change in self.changes}
        for name, sign in (
            ("brief.added", "+"),
            ("record.added", "+"),
            ("brief.removed", "−"),
            ("record.removed", "−"),
        ):
            if name in types:
                return sign
        return "→" if "brief.renamed" in types else "~"

    @property
    def kind(self) -> str:
        """Return the kind of the page in words."""
        return _KINDS.get(self.subject.kind, self.subject.kind)


def pages(changes: Iterable[BriefingChange]) -> tuple[ChangedPage, ...]:
    """Return the changes by page, in the order of the first change of each."""
    found: dict[tuple[str, str], list[BriefingChange]] = {}
    for change in changes:
        found.setdefault((change.subject.kind, change.subject.id), []).append(change)
    return tuple(ChangedPage(_whole(some[0].subject), tuple(some)) for some in found.values())


def _whole(subject: ChangeSubject) -> ChangeSubject:
    """Return the subject of a page, without the part of it that changed."""
    url = subject.url.partition("#")[0]
    return msgspec.structs.replace(subject, part="", party="", url=url)


def by_section(diff: BriefingDiff) -> Iterator[tuple[str, tuple[BriefingChange, ...]]]:
    """Yield the heading and the changes of each section of what changes for readers."""
    for name, heading in SECTIONS.items():
        found = tuple(change for change in diff.changes if change.section == name)
        if found:
            yield heading, found


def totals(diff: BriefingDiff) -> str:
    """Return how much changed, in one or a few sentences."""
    substance, editorial, readers = len(diff.substantive), len(diff.editorial), len(diff.for_readers)
    if not diff.changes and not diff.layout_only:
        return "Nothing changed."
    first = f"{_count(substance, 'change')} of substance"
    if editorial:
        first += f", {editorial} editorial"
    if diff.layout_only:
        first += f"; {_count(len(diff.layout_only), 'file')} in layout only"
    sentences = [f"{first}."]
    if readers:
        verb = "follows" if readers == 1 else "follow"
        sentences.append(
            f"{_count(readers, 'fact')} that readers see {verb} from {'it' if substance == 1 else 'them'}."
        )
    numbers = [(diff.briefs.new, "new"), (diff.briefs.changed, "changed"), (diff.briefs.renamed, "renamed")]
    shown = ", ".join(f"{number} {word}" for number, word in (*numbers, (diff.briefs.gone, "gone")) if number)
    return " ".join([*sentences, *([f"Pages: {shown}."] if shown else [])])


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def cut(words: Sequence[WordPiece]) -> tuple[WordPiece, ...]:
    """Return the pieces with long unchanged stretches cut at word ends.

    A sign, `…`, stands for what is left out.
    """
    found = []
    for number, piece in enumerate(words):
        text = " ".join(piece.text.split("\n"))
        if piece.op == "same" and len(text) > _LONGEST_STRETCH:
            is_first, is_last = number == 0, number == len(words) - 1
            start = "" if is_first else f"{text[:_KEPT].rpartition(' ')[0]} "
            end = "" if is_last else f" {text[-_KEPT:].partition(' ')[2]}"
            text = f"{start}…{end}"
        found.append(WordPiece(piece.op, text))
    return tuple(found)
