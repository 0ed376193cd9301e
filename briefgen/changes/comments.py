"""Files with other bytes and the same data: comments, accepted findings, layout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import UNSET

from briefgen.changes.catalogue import ROWS
from briefgen.changes.classes import class_of
from briefgen.changes.types import BriefingChange, ChangeSubject, FilePlace, TypedChange, Verb
from briefgen.diagnostics.types import Problem
from briefgen.files.limits import CEILING
from briefgen.yaml import reader
from briefgen.yaml.comments import comments
from briefgen.yaml.suppressions import MARK, Ignore
from briefgen.yaml.suppressions import read as read_suppressions
from briefgen.yaml.text import YamlFile


def comment_changes(
    subject: ChangeSubject, path: str, old: bytes, new: bytes, *, old_path: str
) -> Iterator[TypedChange]:
    """Yield what differs in the comments of a file.

    Accepted findings are one change each, and all other comments are one.
    """
    before, after = _file(old_path, old), _file(path, new)
    if before is None or after is None or ("#" not in before.text and "#" not in after.text):
        return
    ignored_before, ignored = read_suppressions(before)[0], read_suppressions(after)[0]
    yield from _suppressions(subject, path, old_path, ignored_before, ignored)
    others_before, others = _others(before.text), _others(after.text)
    if Counter(others_before) != Counter(others):
        verb: Verb = "changed" if others_before and others else "added" if others else "removed"
        yield _change("comment", verb, subject, path, 1, others_before, others, "Comments in the file changed")


def _file(path: str, content: bytes) -> YamlFile | None:
    file = reader.read(path, content, CEILING)
    return None if isinstance(file, Problem) else file


def _others(text: str) -> list[str]:
    return [comment.text for comment in comments(text) if not MARK.search(comment.text)]


def _suppressions(
    subject: ChangeSubject, path: str, old_path: str, old: tuple[Ignore, ...], new: tuple[Ignore, ...]
) -> Iterator[TypedChange]:
    before, after = ({(ignore.codes, ignore.reason): ignore for ignore in side} for side in (old, new))
    for key, ignore in after.items():
        if key not in before:
            says = f"Finding accepted: {', '.join(ignore.codes)}, “{ignore.reason}”"
            yield _change("suppression", "added", subject, path, ignore.mark.line, None, key, says)
    for key, ignore in before.items():
        if key not in after:
            says = f"Finding no longer accepted: {', '.join(ignore.codes)}, “{ignore.reason}”"
            yield _change("suppression", "removed", subject, old_path, ignore.mark.line, key, None, says)


def _change(
    name: str, verb: Verb, subject: ChangeSubject, path: str, line: int, old: object, new: object, says: str
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
