"""Find, read, parse and decode the content folder: every file becomes an entry, good or bad.

Never stops at a bad file, and stops at once where there is more than the limits allow. Promises a stable order, reads each file once
and follows no symlink.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from briefgen.corpus.cache import Cache
from briefgen.diagnostics.truncate import truncate
from briefgen.diagnostics.types import At, Problem
from briefgen.files.atomic import NO_OVERRIDES
from briefgen.files.codes import BAD_NAME, NO_BRIEFING, NO_CONTENT, STRAY_FILE, SYMLINK
from briefgen.files.limits import LIMITS, Limits
from briefgen.files.walk import Budget, printable, walk
from briefgen.model import decode
from briefgen.model import references as model_references
from briefgen.model.briefing import EMPTY, Briefing
from briefgen.model.kinds._base import ID_PATTERN, MAX_ID, Brief
from briefgen.model.kinds.plan import Plan
from briefgen.registry import discover
from briefgen.text.confusables import outside_ascii
from briefgen.yaml import reader, suppressions
from briefgen.yaml.invisible import hidden
from briefgen.yaml.suppressions import Ignore

# `index` is a hub's own page; the others cannot be files on every system
RESERVED = frozenset({"index", "readme", "page", "con", "prn", "aux", "nul"}) | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)
}


class LoadedFile(msgspec.Struct, frozen=True):
    """One file of the content folder: its brief, or what keeps it from being one."""

    path: str
    id: str
    kind: type[Brief]
    brief: Brief | None
    problems: tuple[Problem, ...] = ()
    ignores: tuple[Ignore, ...] = ()
    salvaged: Salvaged | None = None


class Salvaged(msgspec.Struct, frozen=True):
    """What a file that is no brief yet still says about others: so that its dead references are reported along with its shape."""

    references: tuple[model_references.Reference, ...] = ()
    prose: tuple[model_references.ProseField, ...] = ()
    formerly: tuple[str, ...] = ()


class Loaded(msgspec.Struct, frozen=True):
    """All entries in the order of their paths, the briefing itself, and the problems of files that are neither."""

    entries: tuple[LoadedFile, ...]
    briefing: Briefing
    briefing_path: str
    problems: tuple[Problem, ...]
    briefing_ignores: tuple[Ignore, ...] = ()
    size: int = 0
    """Bytes of all files that were read."""

    @property
    def ignores(self) -> dict[str, tuple[Ignore, ...]]:
        """Return the inline ignores by path, of the files that have some."""
        found = {entry.path: entry.ignores for entry in self.entries if entry.ignores}
        return found | ({self.briefing_path: self.briefing_ignores} if self.briefing_ignores else {})


@cache
def kinds() -> dict[str, type[Brief]]:
    """Return the kinds by name, in their order of importance."""
    found = {name: getattr(module, name.title()) for name, module in discover("briefgen.model.kinds", "Brief").items()}
    return dict(sorted(found.items(), key=lambda item: item[1].order))


def is_id(text: str) -> bool:
    """Return whether the text has the form of an id; some that have it are reserved."""
    return bool(re.search(ID_PATTERN, text)) and len(text) <= MAX_ID


def suggested_id(text: str) -> str:
    """Return the nearest text that has the form of an id, or nothing."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:MAX_ID].strip("-")


def load(
    project: Path,
    content: Path,
    cache: Cache[LoadedFile],
    overrides: Mapping[str, bytes] = NO_OVERRIDES,
    *,
    limits: Limits = LIMITS,
) -> Loaded:
    """Return what the content folder holds. Paths are relative to the project, with forward slashes.

    ``overrides`` holds contents that stand for those of the files on disk.
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
    budget = Budget(limits)
    for path, on_disk in walk(content, root, budget):
        found = overrides.get(path, on_disk)
        if isinstance(found, Problem):
            problems.append(found)
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
            briefing, more, ignored = _briefing(path, found, limits)
            problems += more
        elif len(parts) > 1 and parts[0] in folders:
            entries.append(_entry(path, folders[parts[0]], found, cache, limits))
        elif len(parts) == 1 or parts[0] not in folders:
            problems.append(_stray(path, parts, list(folders)))
    if budget.is_over:
        return Loaded((), EMPTY, root, tuple(problems))
    if briefing_path is None:
        briefing_path = f"{root}/briefing.yaml"
        message = f"there is no `{briefing_path}`"
        problems.append(NO_BRIEFING.problem(briefing_path, None, message, help="make it, with at least `title: …`"))
    return Loaded(tuple(entries), briefing or EMPTY, briefing_path, tuple(truncate(problems)), ignored, budget.size)


def _link(project: Path, root: str) -> str:
    """Return the first symbolic link on the way from the project to a folder, or nothing."""
    parts = root.split("/")
    ways = ("/".join(parts[: number + 1]) for number in range(len(parts)))
    return next((way for way in ways if (project / way).is_symlink()), "")


def _briefing(
    path: str, content: bytes, limits: Limits
) -> tuple[Briefing | None, tuple[Problem, ...], tuple[Ignore, ...]]:
    file = reader.read(path, content, limits)
    if isinstance(file, Problem):
        return None, (file,), ()
    data, problems = reader.parse(file, limits)
    if data is None:
        return None, (*hidden(file), *problems), ()
    ignored, malformed = suppressions.read(file)
    briefing, problems = decode.decode(Briefing, path, data)
    # a theme has a page in a folder called like it
    reserved = (_reserved(path, ("themes", id), id, key=True) for id in (briefing or EMPTY).themes if id in RESERVED)
    return briefing, tuple(truncate((*hidden(file), *malformed, *problems, *reserved))), ignored


def _entry(path: str, kind: type[Brief], content: bytes, cache: Cache[LoadedFile], limits: Limits) -> LoadedFile:
    # within other limits the same content may be another entry
    key = content if limits == LIMITS else content + repr(limits).encode()
    kept = cache.get(path, key)
    if kept is not None:
        return kept
    entry = decoded(path, kind, content, limits)
    cache.put(path, key, entry)
    return entry


def decoded(path: str, kind: type[Brief], content: bytes, limits: Limits = LIMITS) -> LoadedFile:
    """Return what one file's content is: a brief of the kind, or what keeps it from being one."""
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
    data, problems = reader.parse(file, limits)
    if data is None:
        return LoadedFile(path, id, kind, None, tuple(truncate((*hidden(file), *problems))))
    ignored, malformed = suppressions.read(file)
    brief, problems = decode.decode(kind, path, data, id=id)
    if isinstance(brief, Plan):
        # a comparison of two versions has a page in folders called like them
        ids = enumerate(version.id for version in brief.versions)
        problems += tuple(_reserved(path, ("versions", n, "id"), each) for n, each in ids if each in RESERVED)
    problems = tuple(truncate((*hidden(file), *malformed, *problems)))
    return LoadedFile(path, id, kind, brief, problems, ignored, None if brief else _salvaged(kind, data))


def _reserved(path: str, at: At | None, id: str, *, key: bool = False) -> Problem:
    return BAD_NAME.problem(path, at, f"`{id}` is a reserved name", help="choose another id", key=key)


def _salvaged(kind: type[Brief], data: reader.Data) -> Salvaged:
    references, prose = model_references.harvest_data(kind, decode.expanded(kind, data))
    formerly = data.get("formerly")
    return Salvaged(
        tuple(references),
        tuple(prose),
        tuple(f for f in formerly if isinstance(f, str)) if isinstance(formerly, list) else (),
    )


def _stray(path: str, parts: list[str], folders: list[str]) -> Problem:
    help = decode.did_you_mean(parts[0], folders) if len(parts) > 1 else ""
    message = (
        f"`{printable(parts[0])}` is no kind's folder"
        if len(parts) > 1
        else "a brief stands in its kind's folder, not here"
    )
    listing = ", ".join(f"`{folder}/`" for folder in folders)
    return STRAY_FILE.problem(path, None, message, help=help or f"the folders are {listing}")
