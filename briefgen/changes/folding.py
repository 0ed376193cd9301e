"""Join typed changes that a reviewer reads as one.

They are moved statements, and versions without news for many points.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from briefgen.changes.catalogue import ROWS
from briefgen.changes.classes import class_of
from briefgen.changes.names import title_of
from briefgen.changes.types import BriefingChange, ChangeSubject, TypedChange
from briefgen.corpus.corpus import Corpus
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point


def with_moved(typed: Iterable[TypedChange], base: Corpus, head: Corpus) -> list[TypedChange]:
    """Return the changes with moved statements as one change each.

    Such a statement is gone from one event and new, with equal content, in another.
    """
    found = list(typed)
    gone: dict[tuple[str, bytes], list[TypedChange]] = defaultdict(list)
    for one in found:
        if one.change.type == "statement.removed":
            gone[_content(base, one.change.subject)].append(one)
    joined: dict[int, TypedChange] = {}
    left_out: set[int] = set()
    for one in found if gone else ():
        key = _content(head, one.change.subject) if one.change.type == "statement.added" else None
        if key is not None and gone.get(key):
            other = gone[key].pop(0)
            joined[id(one)] = _moved(other, one)
            left_out.add(id(other))
    return [joined.get(id(one), one) for one in found if id(one) not in left_out]


def _content(corpus: Corpus, subject: ChangeSubject) -> tuple[str, bytes]:
    made = corpus.statements[f"{subject.id}#{subject.part}"]
    return subject.part, msgspec.msgpack.encode(made.statement, enc_hook=str)


def _moved(gone: TypedChange, added: TypedChange) -> TypedChange:
    row = ROWS["statement.moved"]
    before, after = gone.change.subject, added.change.subject
    change = replace(
        added.change,
        type="statement.moved",
        verb="moved",
        reason=row.reason,
        class_=class_of(row.reason),
        label=row.label,
        old=f"{before.id}#{before.part}",
        new=f"{after.id}#{after.part}",
        members=(),
        says=f"Moved here from “{before.title}”: {added.change.says.removeprefix('New statement: ')}",
    )
    return TypedChange(change=change, old_id=gone.old_id, new_id=added.new_id, old_at=gone.old_at, new_at=added.new_at)


def without_news(typed: Iterable[TypedChange], head: Corpus) -> list[TypedChange]:
    """Return the changes with all `not-reported` entries of one version as one change.

    It is a change of the plan.
    """
    found = list(typed)
    groups: dict[tuple[str, str], list[TypedChange]] = defaultdict(list)
    for one in found:
        point = head.briefs.get(one.new_id)
        if one.change.reason == "no-news" and isinstance(point, Point):
            groups[point.plan, one.change.subject.part].append(one)
    folded = {id(one): key for key, group in groups.items() if len(group) > 1 for one in group}
    done: set[tuple[str, str]] = set()
    result = []
    for one in found:
        key = folded.get(id(one))
        if key is None:
            result.append(one)
        elif key not in done:
            done.add(key)
            result.append(_of_plan(head, key, groups[key]))
    return result


def _of_plan(head: Corpus, key: tuple[str, str], group: list[TypedChange]) -> TypedChange:
    points = sorted((p for one in group if isinstance(p := head.briefs.get(one.new_id), Point)), key=lambda p: p.number)
    numbers = [str(point.number) for point in points]
    plan = head.find(key[0], Plan)
    first: BriefingChange = group[0].change
    change = replace(
        first,
        subject=ChangeSubject(kind="plan", id=key[0], title=title_of(plan) if plan else key[0], part=key[1]),
        label="not reported in the new version",
        new=[point.id for point in points],
        says=f"“Not reported” in the new version for {len(points)} points: {', '.join(numbers)}.",
    )
    return TypedChange(change=change)
