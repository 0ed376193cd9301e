"""Compare two states of a briefing: pair, walk, classify, and derive what follows.

Guarantees (`tests/unit/changes/test_laws.py`): a state compared with itself has no changes. A comparison the other
way round has the same ones, with old and new exchanged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from briefgen.changes.addresses import SiteAddresses
from briefgen.changes.briefs import BriefChanges, Declared
from briefgen.changes.comments import comment_changes
from briefgen.changes.derived import derived
from briefgen.changes.file_changes import file_changes, record_changes, unread_ids, unreadable_changes
from briefgen.changes.folding import with_moved, without_news
from briefgen.changes.hints import hints
from briefgen.changes.names import title_of
from briefgen.changes.pairs import BriefPair, brief_pairs
from briefgen.changes.renamed_items import renames_of
from briefgen.changes.renamed_references import Renames
from briefgen.changes.state import BriefingState
from briefgen.changes.types import (
    BRIEFING,
    BriefingChange,
    BriefingDiff,
    BriefTotals,
    ChangeSubject,
    DiffHint,
    TypedChange,
    identify,
)
from briefgen.model.kinds._base import kind_of
from briefgen.model.kinds.point import Point

_KINDS = ("event", "plan", "point", "dispute", "source", "actor", "briefing", "record", "file")
"""The order of pages in a report: what was said and agreed first, what it rests on next."""

_SECTIONS = ("quotations", "home", "matrix", "status", "disputes", "evidence", "addresses")


def compare(
    base: BriefingState,
    head: BriefingState,
    *,
    declared: Declared = frozenset(),
    preview: str = "",
    title: str = "",
) -> BriefingDiff:
    """Return everything that differs between two states.

    ``declared`` has the changes that commit messages declare editorial. ``preview`` is the address of the site built from
    the head, and ``title`` what the head is about.
    """
    unread = unread_ids(base, head)
    pairs = brief_pairs(base.corpus, head.corpus, unread=unread)
    renames = renames_of(pairs, base.corpus, head.corpus)
    renamed = tuple(_renamed_references(pairs, base, renames))
    changes = BriefChanges(base, head, renames, declared)
    typed: list[TypedChange] = list(unreadable_changes(base, head))
    layout_only: list[str] = []
    for original, pair in zip(pairs, renamed, strict=True):
        found = [*changes.of_pair(pair)]
        same = _same_data(pair, base, head) if pair.old is not None and pair.new is not None else None
        comments = list(same) if same is not None else None
        typed += [*found, *(comments or ())]
        is_only_renamed = pair.old is not original.old
        if not found and comments == [] and pair.new is not None and not is_only_renamed:
            layout_only.append(head.corpus.paths[pair.new.id])
    if base.is_briefing_read and head.is_briefing_read:
        found = [*changes.of_briefing(renames.applied_to_briefing(base.corpus.briefing), head.corpus.briefing)]
        comments = list(_briefing_comments(base, head))
        typed += [*found, *comments]
        path = head.loaded.briefing_path
        if not found and not comments and base.read(base.loaded.briefing_path) != head.read(path):
            layout_only.append(path)
    typed += [*changes.of_kinds(), *record_changes(base, head), *file_changes(base, head)]
    typed = without_news(with_moved(typed, base.corpus, head.corpus), head.corpus)
    typed.sort(key=lambda one: _order(one.change, head))
    identified = identify(one.change for one in typed)
    typed = [replace(one, change=change) for one, change in zip(typed, identified, strict=True)]
    follows = identify(_sorted(derived(base.corpus.without_drafts(), head.corpus.without_drafts(), typed), head))
    causes = {id for change in follows if change.class_ == "substantive" for id in change.because}
    points = {point.id: point.plan for point in head.corpus.of(Point)}
    addresses = SiteAddresses(preview, base.site_url, points, head.directory_urls)
    all_changes = (*follows, *(_with_class(one.change, causes) for one in typed))
    return BriefingDiff(
        base=base.revision,
        head=head.revision,
        changes=tuple(map(addresses.applied, all_changes)),
        hints=(*_hints(base, head), *hints(base.corpus.without_drafts(), head.corpus.without_drafts(), typed, follows)),
        layout_only=tuple(sorted(layout_only)),
        briefs=_totals(typed),
        preview=preview,
        title=title,
        repository=head.corpus.briefing.repository or "",
        root=head.root,
    )


def _hints(base: BriefingState, head: BriefingState) -> Iterator[DiffHint]:
    unread = [change.change for change in unreadable_changes(base, head)]
    if unread:
        one = unread[0].subject.id if len(unread) == 1 else f"{len(unread):,} files"
        says = f"{one} could not be read on one of the sides, and what rests on it may look new or gone."
        yield DiffHint("important", "unread", says)
    if not base.corpus.briefs and not base.loaded.entries:
        says = f"{base.revision.ref} has no briefing to compare with, so everything is new."
        yield DiffHint("note", "no-base", says)


def _renamed_references(pairs: Iterable[BriefPair], base: BriefingState, renames: Renames) -> Iterator[BriefPair]:
    """Yield the pairs with the new names of renamed items in the old briefs."""
    for pair in pairs:
        if pair.old is None or pair.new is None or not renames.has_any:
            yield pair
        else:
            yield replace(pair, old=renames.applied(pair.old, base.corpus.encoded[pair.old.id]))


def _same_data(pair: BriefPair, base: BriefingState, head: BriefingState) -> Iterator[TypedChange] | None:
    """Return the changes of the comments of a file; None where the bytes are the same."""
    assert pair.old is not None
    assert pair.new is not None
    old_path, path = base.corpus.paths[pair.old.id], head.corpus.paths[pair.new.id]
    old, new = base.read(old_path), head.read(path)
    if old is None or new is None or (old == new and old_path == path):
        return None
    subject = ChangeSubject(kind=kind_of(pair.new), id=pair.new.id, title=title_of(pair.new))
    return comment_changes(subject, path, old, new, old_path=old_path)


def _briefing_comments(base: BriefingState, head: BriefingState) -> Iterator[TypedChange]:
    old_path, path = base.loaded.briefing_path, head.loaded.briefing_path
    old, new = base.read(old_path), head.read(path)
    if old is not None and new is not None and old != new:
        subject = ChangeSubject(kind=BRIEFING, id=BRIEFING, title=head.corpus.briefing.title)
        yield from comment_changes(subject, path, old, new, old_path=old_path)


def _order(change: BriefingChange, head: BriefingState) -> tuple[object, ...]:
    subject = change.subject
    brief = head.corpus.briefs.get(subject.id)
    number = brief.number if isinstance(brief, Point) else 0
    line = (change.place.line or 0) if change.place else 0
    is_whole = change.type in ("brief.added", "brief.removed", "brief.renamed")
    is_late = change.reason == "our-words"
    return (_KINDS.index(subject.kind), number, subject.id, not is_whole, is_late, line, change.type, change.verb)


def _sorted(changes: Iterable[BriefingChange], head: BriefingState) -> list[BriefingChange]:
    return sorted(changes, key=lambda change: (_SECTIONS.index(change.section), *_order(change, head)))


def _with_class(change: BriefingChange, causes: set[str]) -> BriefingChange:
    """Return a typed change as substantive where a substantive fact follows from it."""
    return replace(change, class_="substantive") if change.id in causes else change


def _totals(typed: Iterable[TypedChange]) -> BriefTotals:
    new, gone, renamed, changed = set(), set(), set(), set()
    for one in typed:
        subject = one.change.subject
        if subject.kind in ("file", "record"):
            continue
        if one.change.type == "brief.added":
            new.add(subject.id)
        elif one.change.type == "brief.removed":
            gone.add(subject.id)
        elif one.change.type == "brief.renamed":
            renamed.add(subject.id)
        else:
            changed.add(subject.id)
    return BriefTotals(len(new), len(changed - new - gone - renamed), len(renamed), len(gone))
