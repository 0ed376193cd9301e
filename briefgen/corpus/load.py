"""Load the content folder: find, read, parse and decode every file.

Guarantees (`tests/unit/corpus/test_load.py`):

- An invalid file becomes a problem, and loading goes on. Loading stops when the content exceeds a limit.
- The order of entries is that of their paths.
- Each file is read once, and no symbolic link is followed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec.structs import replace

from briefgen.corpus.cache import Cache
from briefgen.corpus.misplaced import in_wrong_folder, other_kind, required_fields, stray_problems
from briefgen.diagnostics import edits
from briefgen.diagnostics.truncate import truncate
from briefgen.diagnostics.types import At, Fix, Problem
from briefgen.files.atomic import NO_OVERRIDES
from briefgen.files.codes import BAD_NAME, NO_BRIEFING, NO_CONTENT, STRAY_FILE, SYMLINK, TOO_MUCH, UNREADABLE
from briefgen.files.limits import LIMITS, Limits
from briefgen.files.walk import Budget, printable, walk
from briefgen.model import decode
from briefgen.model import references as model_references
from briefgen.model.briefing import EMPTY, Briefing
from briefgen.model.ids import RESERVED, is_id, suggested_id
from briefgen.model.kinds._all import kinds
from briefgen.model.kinds._base import Brief, kind_of
from briefgen.model.kinds.plan import Plan
from briefgen.text.confusables import outside_ascii
from briefgen.yaml import reader, suppressions
from briefgen.yaml.codes import EMPTY as EMPTY_FILE
from briefgen.yaml.codes import VALUE_IN_COMMENT
from briefgen.yaml.cut_text import cut_text
from briefgen.yaml.invisible import hidden
from briefgen.yaml.suppressions import Ignore
from briefgen.yaml.text import YamlFile


class LoadedFile(msgspec.Struct, frozen=True):
    """One file of a kind's folder: its brief, or None and its problems."""

    path: str
    id: str
    kind: type[Brief]
    brief: Brief | None
    problems: tuple[Problem, ...] = ()
    ignores: tuple[Ignore, ...] = ()
    salvaged: Salvaged | None = None


class Salvaged(msgspec.Struct, frozen=True):
    """References and former ids read from a file that did not decode.

    They let `link` report its unknown references together with its shape problems.
    """

    references: tuple[model_references.Reference, ...] = ()
    prose: tuple[model_references.ProseField, ...] = ()
    formerly: tuple[str, ...] = ()
    malformed: tuple[model_references.Reference, ...] = ()
    """References that do not have the form of an id."""


class Loaded(msgspec.Struct, frozen=True):
    """The loaded content folder.

    ``entries`` are in the order of their paths. ``problems`` are those of the briefing and of files that are no entries.
    """

    entries: tuple[LoadedFile, ...]
    briefing: Briefing
    briefing_path: str
    problems: tuple[Problem, ...]
    briefing_ignores: tuple[Ignore, ...] = ()
    briefing_salvaged: Salvaged | None = None
    misplaced: frozenset[str] = frozenset()
    """The ids that files would have which are in no kind's folder, or have a name that is no id."""
    size: int = 0
    """The total size in bytes of the files that were read."""

    @property
    def unread(self) -> tuple[str, ...]:
        """Return the paths of folders and files that could not be read, or exceed a limit."""
        return tuple(problem.path for problem in self.problems if problem.code in (UNREADABLE, TOO_MUCH))

    @property
    def ignores(self) -> dict[str, tuple[Ignore, ...]]:
        """Return the suppression comments by path, for the files that have some."""
        found = {entry.path: entry.ignores for entry in self.entries if entry.ignores}
        return found | ({self.briefing_path: self.briefing_ignores} if self.briefing_ignores else {})


def load(
    project: Path,
    content: Path,
    cache: Cache[LoadedFile],
    overrides: Mapping[str, bytes] = NO_OVERRIDES,
    *,
    limits: Limits = LIMITS,
    only: Callable[[str, bytes], bool] | None = None,
) -> Loaded:
    """Load the content folder of a project.

    Paths in the result are relative to the project, with forward slashes.
    ``overrides`` holds contents by path that replace those of the files on disk, such as unsaved editor buffers.
    ``only`` takes the path and content of a brief's file, and returns whether to decode it; others are left out.
    """
    root = content.relative_to(project).as_posix()
    if link := _link(project, root):
        return Loaded((), EMPTY, root, (SYMLINK.problem(link, None, f"`{link}` is a symbolic link"),))
    if not content.is_dir():
        problem = NO_CONTENT.problem(
            root, None, f"there is no folder `{root}`", help=f"make it, with `{root}/briefing.yaml` in it"
        )
        return Loaded((), EMPTY, root, (problem,))
    folders = {kind.folder: kind for kind in kinds().values()}
    entries: list[LoadedFile] = []
    problems: list[Problem] = []
    briefing: Briefing | None = None
    briefing_path: str | None = None
    ignored: tuple[Ignore, ...] = ()
    salvaged: Salvaged | None = None
    strays: list[tuple[str, bytes]] = []
    misplaced: set[str] = set()
    budget = Budget(limits)
    for path, on_disk in _with_unsaved(walk(content, root, budget), root, overrides):
        found = overrides.get(path, on_disk)
        if isinstance(found, Problem):
            problems.append(found)
            misplaced.add(suggested_id(path.rpartition("/")[2].partition(".")[0]))
            continue
        if told := budget.spend(root, found):
            return Loaded((), EMPTY, root, (*truncate(problems), told))
        parts = path[len(root) + 1 :].split("/")
        if len(parts) == 1 and parts[0] in ("briefing.yaml", "briefing.yml"):
            if briefing_path is not None:
                problems.append(
                    STRAY_FILE.problem(path, None, f"`{briefing_path}` is the briefing", help="delete one of the two")
                )
                continue
            briefing_path = path
            briefing, more, ignored, salvaged = decoded_briefing(path, found, limits)
            problems += more
        elif len(parts) > 1 and parts[0] in folders:
            if only is not None and not only(path, found):
                continue
            entries.append(_entry(path, folders[parts[0]], found, cache, limits))
            if not is_id(entries[-1].id):
                misplaced.add(suggested_id(entries[-1].id))
        elif len(parts) == 1 or parts[0] not in folders:
            strays.append((path, found))
            misplaced.add(suggested_id(parts[-1].rpartition(".")[0]))
    if budget.is_over:
        return Loaded((), EMPTY, root, tuple(problems))
    problems += stray_problems(root, strays, limits)
    if briefing_path is None:
        briefing_path = f"{root}/briefing.yaml"
        message = f"there is no `{briefing_path}`"
        problems.append(NO_BRIEFING.problem(briefing_path, None, message, help="make it, with at least `title: …`"))
    return Loaded(
        tuple(entries),
        briefing or EMPTY,
        briefing_path,
        tuple(truncate(problems)),
        ignored,
        salvaged,
        frozenset(misplaced),
        budget.size,
    )


def _with_unsaved(
    files: Iterable[tuple[str, bytes | Problem]], root: str, overrides: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes | Problem]]:
    """Yield files with their content, and in their order the overrides below a folder that are not on disk yet."""
    new = sorted((path.split("/"), path) for path in overrides if path.startswith(f"{root}/"))
    for path, content in files:
        while new and new[0][0] <= path.split("/"):
            _, waiting = new.pop(0)
            if waiting != path:
                yield waiting, overrides[waiting]
        yield path, content
    yield from ((path, overrides[path]) for _, path in new)


def _link(project: Path, root: str) -> str:
    """Return the first component of the path that is a symbolic link, or an empty string."""
    parts = root.split("/")
    ways = ("/".join(parts[: number + 1]) for number in range(len(parts)))
    return next((way for way in ways if (project / way).is_symlink()), "")


def decoded_briefing(
    path: str, content: bytes, limits: Limits
) -> tuple[Briefing | None, tuple[Problem, ...], tuple[Ignore, ...], Salvaged | None]:
    """Decode the content of the briefing's file.

    Return the briefing or None, its problems, its suppressions, and the references of one that did not decode.
    """
    file = reader.read(path, content, limits)
    if isinstance(file, Problem):
        return None, (file,), (), None
    data, problems = reader.parse(file, limits, judge=lambda data: len(decode.decode(Briefing, path, data)[1]))
    if data is None:
        if any(problem.code is EMPTY_FILE for problem in problems):
            problems = tuple(replace(problem, help="write at least `title: …`") for problem in problems)
        return None, (*hidden(file), *problems), (), None
    ignored, malformed = suppressions.read(file)
    briefing, problems = decode.decode(Briefing, path, data)
    # A theme's page is in a folder named after its id.
    reserved = (_reserved(path, ("themes", id), id, key=True) for id in (briefing or EMPTY).themes if id in RESERVED)
    found = tuple(truncate((*hidden(file), *cut_text(file), *malformed, *problems, *reserved)))
    return briefing, found, ignored, None if briefing else _salvaged(Briefing, data)


def _entry(path: str, kind: type[Brief], content: bytes, cache: Cache[LoadedFile], limits: Limits) -> LoadedFile:
    # Under other limits the same content can decode to another entry.
    key = content if limits == LIMITS else content + repr(limits).encode()
    kept = cache.get(path, key)
    if kept is not None:
        return kept
    entry = decoded(path, kind, content, limits)
    cache.put(path, key, entry)
    return entry


def decoded(path: str, kind: type[Brief], content: bytes, limits: Limits = LIMITS) -> LoadedFile:
    """Decode the content of one file into a brief of this kind, or into problems."""
    id = path.rpartition("/")[2].rpartition(".")[0]
    if not is_id(id):
        suggestion = suggested_id(id)
        help = f"rename it to `{suggestion}.yaml`" if suggestion else "use lower-case letters, digits and hyphens"
        if letter := outside_ascii(id):
            help += f"; it has {letter}"
        problem = BAD_NAME.problem(path, None, f"`{printable(id)}` cannot be an id", help=help)
        return LoadedFile(path, id, kind, None, (problem,))
    if id in RESERVED:
        return LoadedFile(path, id, kind, None, (_reserved(path, None, id),))
    file = reader.read(path, content, limits)
    if isinstance(file, Problem):
        return LoadedFile(path, id, kind, None, (file,))
    unseen = tuple(hidden(file))
    data, problems = reader.parse(file, limits, judge=lambda data: _count(kind, path, data, id))
    if data is None:
        problems = tuple(_with_required(kind, problem) for problem in problems)
        left = _left(kind, file, id, unseen) if unseen else problems
        return LoadedFile(path, id, kind, None, tuple(truncate((*unseen, *left))))
    ignored, malformed = suppressions.read(file)
    brief, problems = decode.decode(kind, path, data, id=id)
    if other := other_kind(kind, data, problems):
        return LoadedFile(path, id, kind, None, (in_wrong_folder(path, kind, other),))
    cut = tuple(cut_text(file))
    empty = tuple(problem for problem in cut if problem.code is VALUE_IN_COMMENT)
    if empty or (problems and unseen):
        problems = _left(kind, file, id, (*unseen, *empty))
        brief = None if empty else brief
    if isinstance(brief, Plan):
        # The comparison page of two versions is in folders named after their ids.
        ids = enumerate(version.id for version in brief.versions)
        problems += tuple(_reserved(path, ("versions", n, "id"), each) for n, each in ids if each in RESERVED)
    problems = tuple(truncate((*unseen, *cut, *malformed, *problems)))
    return LoadedFile(path, id, kind, brief, problems, ignored, None if brief else _salvaged(kind, data))


def _left(kind: type[Brief], file: YamlFile, id: str, unseen: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that a file still has without its hidden characters."""
    changes = [edit for problem in unseen if isinstance(problem.fix, Fix) for edit in problem.fix.edits]
    cleaned = YamlFile(file.path, edits.apply(file.text, changes))
    data, problems = reader.parse(cleaned)
    return problems if data is None else decode.decode(kind, file.path, data, id=id)[1]


def _with_required(kind: type[Brief], problem: Problem) -> Problem:
    """Return the problem of an empty file with a help that names the required fields of its kind."""
    if problem.code is not EMPTY_FILE:
        return problem
    needed = ", ".join(f"`{name}`" for name in required_fields(kind))
    help = f"write at least {needed}; `briefgen new {kind_of(kind)}` writes a file with them"
    return replace(problem, help=help)


def _count(kind: type[Brief], path: str, data: reader.Data, id: str) -> int:
    return len(decode.decode(kind, path, data, id=id)[1])


def _reserved(path: str, at: At | None, id: str, *, key: bool = False) -> Problem:
    return BAD_NAME.problem(path, at, f"`{id}` is a reserved name", help="choose another id", key=key)


def _salvaged(kind: type[Brief] | type[Briefing], data: reader.Data) -> Salvaged:
    references, prose, malformed = model_references.harvest_data(kind, decode.expanded(kind, data))
    formerly = data.get("formerly")
    return Salvaged(
        tuple(references),
        tuple(prose),
        tuple(f for f in formerly if isinstance(f, str)) if isinstance(formerly, list) else (),
        tuple(malformed),
    )
