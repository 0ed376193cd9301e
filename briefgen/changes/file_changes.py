"""Changes of files that are no briefs.

They are records, media, templates, pages, the configuration, and unreadable files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import UNSET

from briefgen.changes.catalogue import ROWS
from briefgen.changes.classes import class_of, reason_of
from briefgen.changes.names import count_of, source_name
from briefgen.changes.sentences import sentence
from briefgen.changes.state import BriefingState
from briefgen.changes.types import BriefingChange, ChangeSubject, FilePlace, TypedChange, Verb
from briefgen.changes.walk import differences
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.records import Record
from briefgen.diagnostics.types import Problem, Span
from briefgen.files.codes import NO_BRIEFING, NO_CONTENT
from briefgen.model.kinds.source import Source

CONFIGURATION = "mkdocs.yml"
_MOST_KEYS = 20


def unreadable_changes(base: BriefingState, head: BriefingState) -> Iterator[TypedChange]:
    """Yield a change for each file that cannot be read on either side.

    Such a file is not compared.
    """
    before, after = _unread(base), _unread(head)
    for path in sorted({*before, *after}):
        problem = after.get(path) or before[path]
        line = problem.at.line if isinstance(problem.at, Span) else None
        here = "" if path in after else f" in {base.revision.ref}"
        where = f", line {line}" if line else ""
        says = f"Could not be read{here}: {path}{where}: {problem.message}"
        verb: Verb = "added" if path in after else "removed"
        subject = ChangeSubject(kind="file", id=path, title=path)
        yield _change("unreadable", verb, subject, path, problem.message, problem.message, says=says, line=line)


def unread_ids(*states: BriefingState) -> frozenset[str]:
    """Return the ids of the briefs whose files cannot be read on one of the sides."""
    return frozenset(entry.id for state in states for entry in state.loaded.entries if entry.brief is None)


def _unread(state: BriefingState) -> dict[str, Problem]:
    found = {e.path: e.problems[0] for e in state.loaded.entries if e.brief is None and e.problems}
    for problem in state.loaded.problems:
        if problem.code in (NO_BRIEFING, NO_CONTENT):
            continue
        is_briefing = problem.path == state.loaded.briefing_path and not state.is_briefing_read
        if is_briefing or problem.path in state.loaded.unread:
            found.setdefault(problem.path, problem)
    return {problem.path: problem for problem in state.problems} | found


def record_changes(base: BriefingState, head: BriefingState) -> Iterator[TypedChange]:
    """Yield the changes of the records of source documents in `seeds/`."""
    old, new = base.corpus.records, head.corpus.records
    for id in sorted({*old, *new}):
        before, after = old.get(id), new.get(id)
        subject = ChangeSubject(kind="record", id=id, title=_source_of(head.corpus if after else base.corpus, id))
        if before is None:
            assert after is not None
            says = f"Text on record: {subject.title}, {count_of(after.meta.words, 'word')}"
            if after.meta.extent == "excerpt":
                says += ", an excerpt"
            yield _change("record.added", "added", subject, after.path, None, id, says=says)
        elif after is None:
            says = f"Text no longer on record: {subject.title}; its quotations are not checked any more"
            yield _change("record.removed", "removed", subject, before.path, id, None, says=says)
        elif before.meta != after.meta:
            yield from _record_fields(subject, before, after, base.corpus, head.corpus)


def _record_fields(
    subject: ChangeSubject, before: Record, after: Record, base: Corpus, head: Corpus
) -> Iterator[TypedChange]:
    for found in differences(before.meta, after.meta):
        words = sentence(found, base, head)
        reason = reason_of(found, base)
        says = f"Text on record replaced: {subject.title}" if found.field.name == "sha256" else words.says
        yield TypedChange(
            change=BriefingChange(
                id="",
                type=found.name,
                verb=found.verb,
                class_=class_of(reason),
                reason=reason,
                section="brief",
                subject=subject,
                label=words.label,
                old=words.old,
                new=words.new,
                old_reads=words.old_reads,
                new_reads=words.new_reads,
                place=FilePlace(path=after.path),
                says=says,
            )
        )


def _source_of(corpus: Corpus, record: str) -> str:
    source = corpus.find(record, Source)
    source = source or next((one for one in corpus.of(Source) if one.document == record), None)
    return source_name(corpus, source) if source else record


def file_changes(base: BriefingState, head: BriefingState) -> Iterator[TypedChange]:
    """Yield the changes of other files.

    They are templates, media, pages written in Markdown, and the configuration.
    """
    old, new = base.other_files, head.other_files
    for path in sorted({*old, *new}):
        before, after = old.get(path), new.get(path)
        if before == after:
            continue
        name = (after or before or ("page", ""))[0]
        verb: Verb = "added" if before is None else "removed" if after is None else "changed"
        subject = ChangeSubject(kind="file", id=path, title=path)
        says = f"{_LABELS[name]} {verb}: {path}"
        yield _change(name, verb, subject, path, before and before[1], after and after[1], says=says)
    keys = _differing(base.settings, head.settings)
    if keys and base.settings and head.settings:
        shown = keys if len(keys) <= _MOST_KEYS else [*keys[:_MOST_KEYS], f"{len(keys) - _MOST_KEYS} more"]
        says = f"Configuration changed: {', '.join(shown)}"
        subject = ChangeSubject(kind="file", id=CONFIGURATION, title=CONFIGURATION)
        before_and_after = [{key: _value(side, key) for key in keys} for side in (base.settings, head.settings)]
        yield _change("configuration", "changed", subject, CONFIGURATION, *before_and_after, says=says)


_LABELS = {"template": "Template", "media": "Image or file", "page": "Page in Markdown"}


def _differing(old: Any, new: Any, before: str = "") -> list[str]:
    """Return the keys that differ, with the keys around them, such as `theme.language`."""
    found: list[str] = []
    for key in sorted({*old, *new}):
        one, other = old.get(key), new.get(key)
        if one == other and (key in old) == (key in new):
            continue
        if isinstance(one, Mapping) and isinstance(other, Mapping):
            found += _differing(one, other, f"{before}{key}.")
        else:
            found.append(f"{before}{key}")
    return found


def _value(settings: Any, key: str) -> Any:
    for step in key.split("."):
        settings = settings.get(step) if isinstance(settings, Mapping) else None
    return settings


def _change(
    name: str, verb: Verb, subject: ChangeSubject, path: str, old: Any, new: Any, *, says: str, line: int | None = None
) -> TypedChange:
    row = ROWS[name]
    return TypedChange(
        change=BriefingChange(
            id="",
            type=name,
            verb=verb,
            class_=class_of(row.reason),
            reason=row.reason,
            section="brief",
            subject=subject,
            label=row.label,
            old=UNSET if verb == "added" else old,
            new=UNSET if verb == "removed" else new,
            place=FilePlace(path=path, line=line),
            says=says,
        )
    )
