"""The types of a comparison: changes, their subjects, and the totals.

The members and their names are those of the published JSON format, `docs/diff.schema.json`.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any, Literal

import msgspec
from msgspec import UNSET, UnsetType

from briefgen.diagnostics.types import At

Verb = Literal["added", "removed", "changed", "moved", "reordered"]
ChangeClass = Literal["substantive", "editorial"]
Reason = Literal[
    "words-of-others",
    "who-said",
    "fact",
    "our-words",
    "names",
    "evidence",
    "scope",
    "address",
    "visibility",
    "derived",
    "typography",
    "search-only",
    "filing",
    "presentation",
    "house-keeping",
    "no-news",
    "declared",
    "trusted-code",
]
Section = Literal["quotations", "matrix", "status", "disputes", "home", "evidence", "addresses", "brief"]
"""The part of a report. `brief` has the changes that editors typed, the others what follows for readers."""
Direction = Literal["up", "down", "same"]


class ChangeSubject(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What changed: a brief, the briefing, a record or a file, and the part of it."""

    kind: str
    id: str
    title: str
    part: str = ""
    """A statement, a version, a theme, an account or a spelling inside the brief."""
    party: str = ""
    former_id: str = ""
    url: str = ""
    """The address of the page and the place on it; empty where no address of a site is known."""


class WordPiece(msgspec.Struct, frozen=True):
    """A run of words: in both texts, only in the old one, or only in the new one."""

    op: Literal["same", "gone", "new"]
    text: str


class FilePlace(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line of a file. It is a line of the base only where the changed item is gone."""

    path: str
    line: int | None = None


class BriefingChange(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename={"class_": "class"}):
    """One change, typed by an editor or derived from typed ones."""

    id: str
    """Eight hexadecimal digits; the same change has the same id in every run. See `identify`."""
    type: str
    """The name in `changes/catalogue.py`, such as `event.date`."""
    verb: Verb
    class_: ChangeClass
    reason: Reason
    """Which line of the rule decided the class."""
    section: Section
    subject: ChangeSubject
    label: str
    """What of the subject changed, in plain words."""
    old: Any | UnsetType = UNSET
    """The value before as data; unset where something was added."""
    new: Any | UnsetType = UNSET
    """The value after as data; unset where something was removed."""
    old_reads: str = ""
    new_reads: str = ""
    words: tuple[WordPiece, ...] = ()
    direction: Direction | None = None
    """Whether the evidence got better or worse."""
    because: tuple[str, ...] = ()
    """The ids of the changes that this one follows from."""
    members: tuple[str, ...] = ()
    """What came or went with it, a line each."""
    place: FilePlace | None = None
    note: str = ""
    says: str
    """The change as a sentence; where there are words, they follow it."""


class TypedChange(msgspec.Struct, frozen=True, kw_only=True):
    """A change that an editor typed, with the data paths that it was found at.

    With them one change can be undone: the value at ``new_at`` of the brief ``new_id`` is replaced by that at
    ``old_at`` of ``old_id``. An empty id stands for no such brief, `BRIEFING` for the briefing. An empty path stands for
    the whole brief.
    """

    change: BriefingChange
    old_id: str = ""
    new_id: str = ""
    old_at: At | None = None
    new_at: At | None = None


BRIEFING = "briefing"
"""The id that stands for `briefing.yaml` in subjects and in typed changes."""


class DiffRevision(msgspec.Struct, frozen=True, omit_defaults=True):
    """One side of a comparison: what it was called, and its commit; none for a folder."""

    ref: str
    commit: str = ""


class DiffHint(msgspec.Struct, frozen=True):
    """Something to look at that is not itself a change."""

    level: Literal["important", "note"]
    code: str
    says: str


class BriefTotals(msgspec.Struct, frozen=True):
    """How many briefs are new, changed, renamed and gone."""

    new: int = 0
    changed: int = 0
    renamed: int = 0
    gone: int = 0


class BriefingDiff(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that differs between two states of a briefing."""

    base: DiffRevision
    head: DiffRevision
    changes: tuple[BriefingChange, ...]
    """In reading order: the derived ones first."""
    hints: tuple[DiffHint, ...] = ()
    layout_only: tuple[str, ...] = ()
    """Paths of files with other bytes and the same data and comments."""
    briefs: BriefTotals = BriefTotals()
    preview: str = ""
    """The address of the site built from the head, with a slash at the end; empty where there is none."""
    title: str = ""
    """The subject of the newest commit of the head, where there is one."""
    repository: str = ""
    """The address of the repository on its host, for links to lines; empty where none is given."""
    root: str = ""
    """The path of the project in its repository; paths of changes begin there."""

    @property
    def substantive(self) -> tuple[BriefingChange, ...]:
        """Return the typed changes of substance."""
        return tuple(c for c in self.changes if c.section == "brief" and c.class_ == "substantive")

    @property
    def editorial(self) -> tuple[BriefingChange, ...]:
        """Return the typed changes that say nothing else to readers."""
        return tuple(c for c in self.changes if c.section == "brief" and c.class_ == "editorial")

    @property
    def for_readers(self) -> tuple[BriefingChange, ...]:
        """Return the derived changes: facts that readers see."""
        return tuple(c for c in self.changes if c.section != "brief")

    @property
    def is_substantive(self) -> bool:
        """Return whether anything of substance differs."""
        return any(change.class_ == "substantive" for change in self.changes)

    @property
    def unreadable(self) -> tuple[BriefingChange, ...]:
        """Return a change for each file that could not be read, on either side."""
        return tuple(change for change in self.changes if change.type == "unreadable")


def identify(changes: Iterable[BriefingChange]) -> tuple[BriefingChange, ...]:
    """Return the changes with unique ids, made of what changed and not of the order.

    Two changes with the same content get different ids by their number. References in `because` are not rewritten, so
    typed changes are identified before facts are derived from them.
    """
    taken: set[str] = set()
    found = []
    for change in changes:
        number = 0
        while (id := _id(change, number)) in taken:
            number += 1
        taken.add(id)
        found.append(msgspec.structs.replace(change, id=id))
    return tuple(found)


def _id(change: BriefingChange, number: int) -> str:
    subject = change.subject
    parts = (change.type, change.verb, subject.kind, subject.id, subject.part, subject.party, change.label)
    values = tuple(None if value is UNSET else value for value in (change.old, change.new))
    content = msgspec.json.encode((parts, values, number), enc_hook=str, order="deterministic")
    return blake2b(content, digest_size=4).hexdigest()
