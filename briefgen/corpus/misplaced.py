"""Find briefs in the wrong folder: where a file belongs follows from its fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from briefgen.diagnostics.types import Problem
from briefgen.files.codes import STRAY_FILE
from briefgen.files.limits import Limits
from briefgen.files.walk import printable
from briefgen.model import reflect
from briefgen.model.field_order import canonical_order
from briefgen.model.kinds._all import kinds
from briefgen.model.kinds._base import Brief, kind_of
from briefgen.text.suggest import nearest
from briefgen.yaml import reader

_MOST_READ = 20
"""The most files of one unknown folder that are read to find out where they belong."""


@cache
def required_fields(kind: type[Brief]) -> tuple[str, ...]:
    """Return the required fields of a kind, in their canonical order."""
    needed = {field.name for field in reflect.fields(kind) if field.is_required}
    return tuple(name for name in canonical_order(kind) if name in needed)


def other_kind(kind: type[Brief], data: reader.Data) -> type[Brief] | None:
    """Return the other kind whose fields the data has, or None.

    None as well if the data may be of its folder's kind.
    """
    own = _misfits(kind, data)
    if all(name in canonical_order(kind) for name in data):
        return None
    fitting = _fitting(data)
    least = min(_misfits(each, data) for each in fitting)
    is_clear = least == 0 or (own >= 4 and least == 1)
    return fitting[0] if is_clear and least < own and kind not in fitting else None


def in_wrong_folder(path: str, kind: type[Brief], other: type[Brief]) -> Problem:
    """Return the problem of a file that has the fields of another kind."""
    root, _, below = path.partition(f"{kind.folder}/")
    message = f"this file has the fields of {_a(other)}, but `{kind.folder}/` is for {kind.folder}"
    return STRAY_FILE.problem(path, None, message, help=f"move it to `{printable(f'{root}{other.folder}/{below}')}`")


def stray_problems(root: str, strays: Iterable[tuple[str, bytes]], limits: Limits) -> Iterator[Problem]:
    """Yield one problem for each file in no folder, and for each folder of no kind."""
    by_folder: dict[str, list[tuple[str, bytes]]] = defaultdict(list)
    for path, content in strays:
        folder, slash, _ = path.removeprefix(f"{root}/").partition("/")
        if slash:
            by_folder[folder].append((path, content))
            continue
        message = "a brief belongs in the folder of its kind, not here"
        found = _kinds_of([(path, content)], limits)
        help = " or ".join(f"`{root}/{each.folder}/{printable(folder)}`" for each in found[:2])
        yield STRAY_FILE.problem(path, None, message, help=f"move it to {help}" if help else _folders())
    for folder, files in by_folder.items():
        message = f"`{printable(folder)}` is not the folder of a kind"
        near = nearest(folder, [each.folder for each in kinds().values()])
        found = _kinds_of(files, limits)
        wanted = [near] if near else [each.folder for each in found[:2]]
        count = "its file" if len(files) == 1 else f"its {len(files)} files"
        help = f"did you mean `{near}`? " if near else ""
        help += f"move {count} to {' or '.join(f'`{root}/{each}/`' for each in wanted)}" if wanted else _folders()
        yield STRAY_FILE.problem(files[0][0], None, message, help=help)


def _kinds_of(files: Sequence[tuple[str, bytes]], limits: Limits) -> list[type[Brief]]:
    """Return the kinds whose fields all these files have, the likeliest first."""
    common: list[type[Brief]] | None = None
    for path, content in files[:_MOST_READ]:
        file = reader.read(path, content, limits)
        data = None if isinstance(file, Problem) else reader.parse(file, limits)[0]
        fitting = [each for each in _fitting(data) if _misfits(each, data) == 0] if data else []
        common = fitting if common is None else [each for each in common if each in fitting]
    return common or []


def _fitting(data: reader.Data) -> list[type[Brief]]:
    """Return the kinds whose fields the data has best, the likeliest first."""
    misfits = {kind: _misfits(kind, data) for kind in kinds().values()}
    least = min(misfits.values())
    best = [kind for kind, count in misfits.items() if count == least]
    return sorted(best, key=lambda kind: -len(required_fields(kind)))


def _misfits(kind: type[Brief], data: reader.Data) -> int:
    """Return how many fields of the data the kind does not have, and how many of its required ones are missing."""
    known = canonical_order(kind)
    return sum(name not in known for name in data) + sum(name not in data for name in required_fields(kind))


def _folders() -> str:
    return "the folders are " + ", ".join(f"`{kind.folder}/`" for kind in kinds().values())


def _a(kind: type[Brief]) -> str:
    name = kind_of(kind)
    return f"{'an' if name[0] in 'aeio' else 'a'} {name}"
