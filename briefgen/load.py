"""Find, read, parse and decode the content folder: every file becomes an entry, good or bad.

Never stops at a bad file. Promises a stable order, reads each file once and follows no symlink.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from briefgen import decode, harvest, ignores, yamlfile
from briefgen.briefing import EMPTY, Briefing
from briefgen.cache import Cache
from briefgen.diagnostics import Code, Problem
from briefgen.files import ON_DISK
from briefgen.hidden import hidden
from briefgen.ignores import Ignore
from briefgen.kinds._base import ID_PATTERN, MAX_ID, Brief
from briefgen.registry import discover
from briefgen.scripts import outside_ascii

SYMLINK = Code.error(
    "BG113",
    "symlink",
    "Symbolic links are refused in `content/` and `seeds/`, among the pages and in the templates: what they lead to would be published unseen.",
)
UNREADABLE = Code.error("BG114", "unreadable", "The file or folder cannot be read by the user who runs the build.")
BAD_NAME = Code.error(
    "BG115",
    "file-name",
    "A brief's file name is its id: lower-case letters, digits and hyphens, at most 80, ending in `.yaml`.",
)
STRAY_FILE = Code.error(
    "BG116",
    "stray-file",
    "The folder under `content/` decides the kind of a brief; this file or folder belongs to no kind.",
)
NO_CONTENT = Code.error("BG117", "no-content", "The project has no content folder.")
NO_BRIEFING = Code.error(
    "BG118",
    "no-briefing",
    "`content/briefing.yaml` holds the briefing's title, parties and themes; at least `title:` is needed.",
)


# `index` is a hub's own page; the others cannot be files on every system
RESERVED = frozenset({"index", "readme", "page", "con", "prn", "aux", "nul"}) | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)
}


class Entry(msgspec.Struct, frozen=True):
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

    references: tuple[harvest.Reference, ...] = ()
    prose: tuple[harvest.ProseField, ...] = ()
    formerly: tuple[str, ...] = ()


class Loaded(msgspec.Struct, frozen=True):
    """All entries in the order of their paths, the briefing itself, and the problems of files that are neither."""

    entries: tuple[Entry, ...]
    briefing: Briefing
    briefing_path: str
    problems: tuple[Problem, ...]
    briefing_ignores: tuple[Ignore, ...] = ()

    @property
    def ignores(self) -> dict[str, tuple[Ignore, ...]]:
        """Return the inline ignores by path, of the files that have some."""
        found = {entry.path: entry.ignores for entry in self.entries if entry.ignores}
        return found | ({self.briefing_path: self.briefing_ignores} if self.briefing_ignores else {})


def kinds() -> dict[str, type[Brief]]:
    """Return the kinds by name, in their order of importance."""
    found = {name: getattr(module, name.title()) for name, module in discover("briefgen.kinds", "Brief").items()}
    return dict(sorted(found.items(), key=lambda item: item[1].order))


def is_id(text: str) -> bool:
    """Return whether the text has the form of an id; some that have it are reserved."""
    return bool(re.search(ID_PATTERN, text)) and len(text) <= MAX_ID


def suggested_id(text: str) -> str:
    """Return the nearest text that has the form of an id, or nothing."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:MAX_ID].strip("-")


def load(project: Path, content: Path, cache: Cache[Entry], over: Mapping[str, bytes] = ON_DISK) -> Loaded:
    """Return what the content folder holds. Paths are relative to the project, with forward slashes.

    ``over`` holds contents that stand for those of the files on disk.
    """
    root = content.relative_to(project).as_posix()
    if content.is_symlink():
        return Loaded((), EMPTY, root, (SYMLINK.problem(root, None, f"`{root}` is a symbolic link"),))
    if not content.is_dir():
        problem = NO_CONTENT.problem(
            root, None, f"there is no folder `{root}`", help=f"make it, with `{root}/briefing.yaml` in it"
        )
        return Loaded((), EMPTY, root, (problem,))
    folders = {kind.folder: kind for kind in kinds().values()}
    entries: list[Entry] = []
    problems: list[Problem] = []
    briefing: Briefing | None = None
    briefing_path: str | None = None
    ignored: tuple[Ignore, ...] = ()
    for path, on_disk in walk(content, root):
        found = over.get(path, on_disk)
        if isinstance(found, Problem):
            problems.append(found)
            continue
        parts = path[len(root) + 1 :].split("/")
        if len(parts) == 1 and parts[0] in ("briefing.yaml", "briefing.yml"):
            if briefing_path is not None:
                problems.append(
                    STRAY_FILE.problem(path, None, f"`{briefing_path}` is the briefing", help="delete one of the two")
                )
                continue
            briefing_path = path
            briefing, more, ignored = _briefing(path, found)
            problems += more
        elif len(parts) > 1 and parts[0] in folders:
            entries.append(_entry(path, folders[parts[0]], found, cache))
        elif len(parts) == 1 or parts[0] not in folders:
            problems.append(_stray(path, parts, list(folders)))
    if briefing_path is None:
        briefing_path = f"{root}/briefing.yaml"
        message = f"there is no `{briefing_path}`"
        problems.append(NO_BRIEFING.problem(briefing_path, None, message, help="make it, with at least `title: …`"))
    return Loaded(tuple(entries), briefing or EMPTY, briefing_path, tuple(problems), ignored)


def walk(folder: Path, path: str) -> Iterator[tuple[str, bytes | Problem]]:
    """Yield each YAML file below a folder with its content, in order, or what keeps it from being read; links are not followed."""
    try:
        items = sorted(os.scandir(folder), key=lambda item: item.name)
    except OSError as error:
        yield path, UNREADABLE.problem(path, None, f"the folder cannot be read: {error.strerror}")
        return
    for item in items:
        below = f"{path}/{item.name}"
        if item.is_symlink():
            yield (
                below,
                SYMLINK.problem(
                    below, None, f"`{_printable(item.name)}` is a symbolic link", help="put the file itself here"
                ),
            )
        elif item.name.startswith((".", "_")) or item.name.endswith("~"):
            continue
        elif item.is_dir(follow_symlinks=False):
            yield from walk(Path(item.path), below)
        elif not item.is_file(follow_symlinks=False):
            yield below, UNREADABLE.problem(below, None, "this is neither a file nor a folder")
        elif item.name.endswith((".yaml", ".yml")):
            yield below, _bytes(Path(item.path), below)
        elif item.name.lower() not in ("readme.md",):
            yield (
                below,
                STRAY_FILE.problem(
                    below, None, f"`{_printable(item.name)}` is not a YAML file", help="briefs end in `.yaml`"
                ),
            )


def _bytes(file: Path, path: str) -> bytes | Problem:
    try:
        size = file.stat().st_size
        return file.read_bytes() if size <= yamlfile.MAX_BYTES else yamlfile.too_large(path, size)
    except OSError as error:
        return UNREADABLE.problem(path, None, f"the file cannot be read: {error.strerror}")


def _briefing(path: str, content: bytes) -> tuple[Briefing | None, tuple[Problem, ...], tuple[Ignore, ...]]:
    file = yamlfile.read(path, content)
    if isinstance(file, Problem):
        return None, (file,), ()
    data, problems = yamlfile.parse(file)
    if data is None:
        return None, problems, ()
    ignored, malformed = ignores.read(file)
    briefing, problems = decode.decode(Briefing, path, data)
    return briefing, (*hidden(file), *malformed, *problems), ignored


def _entry(path: str, kind: type[Brief], content: bytes, cache: Cache[Entry]) -> Entry:
    kept = cache.get(path, content)
    if kept is not None:
        return kept
    entry = decoded(path, kind, content)
    cache.put(path, content, entry)
    return entry


def decoded(path: str, kind: type[Brief], content: bytes) -> Entry:
    """Return what one file's content is: a brief of the kind, or what keeps it from being one."""
    id = path.rpartition("/")[2].rpartition(".")[0]
    if not is_id(id):
        suggestion = suggested_id(id)
        help = f"rename it to `{suggestion}.yaml`" if suggestion else "use lower-case letters, digits and hyphens"
        if letter := outside_ascii(id):
            help += f"; it has {letter}"
        problem = BAD_NAME.problem(path, None, f"`{_printable(id)}` cannot be an id", help=help)
        return Entry(path, id, kind, None, (problem,))
    if id in RESERVED:
        problem = BAD_NAME.problem(path, None, f"`{id}` is a reserved name", help="choose another id")
        return Entry(path, id, kind, None, (problem,))
    file = yamlfile.read(path, content)
    if isinstance(file, Problem):
        return Entry(path, id, kind, None, (file,))
    data, problems = yamlfile.parse(file)
    if data is None:
        return Entry(path, id, kind, None, (*hidden(file), *problems))
    ignored, malformed = ignores.read(file)
    brief, problems = decode.decode(kind, path, data, id=id)
    problems = (*hidden(file), *malformed, *problems)
    return Entry(path, id, kind, brief, problems, ignored, None if brief else _salvaged(kind, data))


def _salvaged(kind: type[Brief], data: yamlfile.Data) -> Salvaged:
    references, prose = harvest.harvest_data(kind, decode.expanded(kind, data))
    formerly = data.get("formerly")
    return Salvaged(
        tuple(references),
        tuple(prose),
        tuple(f for f in formerly if isinstance(f, str)) if isinstance(formerly, list) else (),
    )


def _stray(path: str, parts: list[str], folders: list[str]) -> Problem:
    help = decode.did_you_mean(parts[0], folders) if len(parts) > 1 else ""
    message = (
        f"`{_printable(parts[0])}` is no kind's folder"
        if len(parts) > 1
        else "a brief stands in its kind's folder, not here"
    )
    listing = ", ".join(f"`{folder}/`" for folder in folders)
    return STRAY_FILE.problem(path, None, message, help=help or f"the folders are {listing}")


def _printable(name: str) -> str:
    return name.encode("utf-8", "replace").decode("utf-8")
