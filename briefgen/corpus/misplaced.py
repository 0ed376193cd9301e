"""Find briefs in the wrong folder: where a file belongs follows from its fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from briefgen.diagnostics.types import Problem
from briefgen.files.codes import STRAY_FILE
from briefgen.files.limits import Limits
from briefgen.files.walk import printable
from briefgen.model import decode, reflect
from briefgen.model.codes import UNKNOWN_FIELD
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


def other_kind(kind: type[Brief], data: reader.Data, problems: Sequence[Problem]) -> type[Brief] | None:
    """Return the other kind whose fields the data has, or None.

    ``problems`` are those of the data as a brief of its folder's kind. Without an unknown field among them, the brief is
    only unfinished.
    """
    unknown = {
        problem.at[-1] for problem in problems if problem.code is UNKNOWN_FIELD and isinstance(problem.at, tuple)
    }
    if not unknown:
        return None
    fitting, least = _fitting(data)
    own = len(problems)
    # one simple field may be misspelt; a required one, or one with structure, belongs to the other kind
    is_distinct = unknown & {*required_fields(fitting[0])} or any(
        isinstance(data.get(name), list | dict) for name in unknown
    )
    is_clear = (least == 0 and (own > 1 or is_distinct)) or (own >= 4 and least == 1)
    return fitting[0] if is_clear and kind not in fitting else None


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
        fitting, least = _fitting(data) if data else ([], 0)
        fitting = fitting if least == 0 else []
        common = fitting if common is None else [each for each in common if each in fitting]
    return common or []


def _fitting(data: reader.Data) -> tuple[list[type[Brief]], int]:
    """Return the kinds with the fewest problems for the data, the likeliest first, and that number."""
    found = {kind: len(decode.decode(kind, "", data, id="x")[1]) for kind in kinds().values()}
    least = min(found.values())
    best = [kind for kind, count in found.items() if count == least]
    return sorted(best, key=lambda kind: -len(required_fields(kind))), least


def _folders() -> str:
    return "the folders are " + ", ".join(f"`{kind.folder}/`" for kind in kinds().values())


def _a(kind: type[Brief]) -> str:
    name = kind_of(kind)
    return f"{'an' if name[0] in 'aeio' else 'a'} {name}"
