"""Rename a brief's id: its file, every reference, and `formerly`.

Edits keep all other bytes. Each edited file is parsed again, and must have the same data apart from the id.

Guarantees, tested in `tests/unit/editing/test_rename.py`:

- Each file is replaced atomically: the brief under its new name first, then the referring files.
- The old file is deleted last.
- If a file cannot be written, all files are restored.
- After a kill at any point, every file is completely old or completely new, and the same command finishes the rename.

The command recognises the new file by its content, which follows from the old file alone. Finished files no longer
contain the old id.
"""

from __future__ import annotations

import copy
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import msgspec

from briefgen.corpus.load import Loaded, LoadedFile
from briefgen.diagnostics import edits
from briefgen.diagnostics.types import At, Edit, Problem
from briefgen.editing import former_ids
from briefgen.editing.occurrences import Mention, mentions
from briefgen.files.atomic import write_all
from briefgen.files.limits import CEILING
from briefgen.model.briefing import EMPTY
from briefgen.model.ids import RESERVED, is_id, suggested_id
from briefgen.model.kinds._base import kind_of
from briefgen.text.suggest import did_you_mean
from briefgen.text.unified_diff import unified
from briefgen.yaml import reader, spans
from briefgen.yaml.reader import Data
from briefgen.yaml.text import YamlFile


class Rewritten(msgspec.Struct, frozen=True):
    """A file's content before and after a rename; the brief's own path changes too."""

    path: str
    before: bytes
    after: bytes
    new_path: str


class Renaming(msgspec.Struct, frozen=True):
    """All file changes of a rename, the brief's own file first."""

    files: tuple[Rewritten, ...]
    references: int


class Refusal(msgspec.Struct, frozen=True):
    """Why a rename is impossible, and what to do."""

    message: str
    help: str = ""


class _CannotEdit(Exception):
    """A file writes an id in a form that no edit can change."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__()
        self.refusal = refusal


def plan(loaded: Loaded, project: Path, old: str, new: str) -> Renaming | Refusal:
    """Return the changes for a rename, or why it is impossible; write nothing."""
    entry = next((e for e in loaded.entries if e.id == old), None)
    done = next((e for e in loaded.entries if e.id == new and e.brief and old in e.brief.formerly), None)
    if entry is None and done is not None:
        # already renamed: update the references that still have the old id
        entry = done
    refusal = _refused(loaded, project, entry, old, new)
    if refusal is not None or entry is None or entry.brief is None:
        return refusal or Refusal(f"unknown id `{old}`")
    names = dict.fromkeys((old, *entry.brief.formerly))
    names.pop(new, None)
    found = mentions(loaded, project, tuple(names), kind_of(entry.brief))
    try:
        own, others = _files(project, entry, old, new, found)
    except _CannotEdit as stop:
        return stop.refusal
    target = next((e for e in loaded.entries if e.id == new), None)
    if target is not None and target is not entry:
        is_ours = target.path == own.new_path and (project / target.path).read_bytes() == own.after
        if not is_ours:
            return Refusal(f"`{new}` is taken: {target.path}", "choose another id")
    elif own.new_path != own.path and (project / own.new_path).exists():
        return Refusal(f"`{new}` is taken: {own.new_path}", "choose another id")
    return Renaming(tuple(f for f in (own, *others) if f.path != f.new_path or f.before != f.after), len(found))


def carry_out(renaming: Renaming, project: Path) -> None:
    """Write the files, each atomically, then delete the old one.

    Raises OSError if a file cannot be written; the files are then restored. See `files.atomic.write_all`.
    """
    written = {file.new_path: file.after for file in renaming.files}
    write_all(project, {**written, **{file.path: None for file in renaming.files if file.path != file.new_path}})


def diff(renaming: Renaming) -> str:
    """Return the whole rename as one diff in the format of `git apply`."""
    parts = []
    for file in renaming.files:
        before, after = (edits.decoded(content)[0] for content in (file.before, file.after))
        text = unified(file.new_path, before, after)
        if file.path != file.new_path:
            head = f"diff --git a/{file.path} b/{file.new_path}\nrename from {file.path}\nrename to {file.new_path}\n"
            text = head + text.replace(f"--- a/{file.new_path}\n", f"--- a/{file.path}\n", 1)
        parts.append(text)
    return "".join(parts)


def _refused(loaded: Loaded, project: Path, entry: LoadedFile | None, old: str, new: str) -> Refusal | None:
    """Return what forbids the rename regardless of the text of the files."""
    if entry is None:
        known = [e.id for e in loaded.entries]
        former = next((e for e in loaded.entries if e.brief and old in e.brief.formerly), None)
        help = f"its id is `{former.id}` now" if former else did_you_mean(old, known)
        if loaded.unread:
            help = f"{loaded.unread[0]} cannot be read, see `briefgen check`"
        return Refusal(f"unknown id `{old}`", help)
    if old == new:
        return Refusal(f"`{old}` is already its id", "choose another id")
    if not is_id(new):
        near = suggested_id(new)
        help = f"did you mean `{near}`?" if near else "use lower-case letters, digits and hyphens, at most 80"
        return Refusal(f"`{new}` cannot be an id", help)
    if new in RESERVED:
        return Refusal(f"`{new}` is a reserved name", "choose another id")
    twin = next((e.path for e in loaded.entries if e.id == old and e is not entry), None)
    if twin is not None:
        return Refusal(f"`{old}` is the id of two briefs: {entry.path} and {twin}", "rename one of the files by hand")
    owner = next((e.path for e in loaded.entries if e.brief and e is not entry and new in e.brief.formerly), None)
    if owner is not None:
        return Refusal(f"`{new}` is taken: a former id of {owner}", "choose another id")
    broken = loaded.unread or _broken(loaded, project, entry, (old, *(entry.brief.formerly if entry.brief else ())))
    if broken:
        return Refusal(f"files that may refer to `{old}` cannot be read: {', '.join(broken)}", "run `briefgen check`")
    return None


def _broken(loaded: Loaded, project: Path, entry: LoadedFile, names: Iterable[str]) -> tuple[str, ...]:
    """Return the unreadable YAML files that contain one of the ids as a word.

    The brief's own file is included even if it does not contain one.
    """
    words = "|".join(re.escape(name) for name in names)
    pattern = re.compile(rf"(?<![a-z0-9-])(?:{words})(?![a-z0-9-])".encode())
    known = {e.path for e in loaded.entries if e.brief is not None}
    if loaded.briefing is not EMPTY:
        known.add(loaded.briefing_path)
    suspects = {p.path for p in loaded.problems} | {e.path for e in loaded.entries} | {loaded.briefing_path}
    return tuple(
        path
        for path in sorted(suspects - known)
        if path.endswith((".yaml", ".yml")) and (path == entry.path or pattern.search(_bytes(project / path)))
    )


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _files(
    project: Path, entry: LoadedFile, old: str, new: str, found: Iterable[Mention]
) -> tuple[Rewritten, list[Rewritten]]:
    by_path: dict[str, list[Mention]] = defaultdict(list)
    for mention in found:
        by_path[mention.path].append(mention)
    own = _rewritten(project, entry.path, by_path.pop(entry.path, []), new, old if entry.id == old else None)
    return own, [_rewritten(project, path, named, new, None) for path, named in sorted(by_path.items())]


def _rewritten(project: Path, path: str, found: list[Mention], new: str, old: str | None) -> Rewritten:
    """Return the file with the new id in its mentions.

    With ``old``, the file is the brief's own and takes the new name.
    """
    before = (project / path).read_bytes()
    file = reader.read(path, before, CEILING)
    data, _ = (None, ()) if isinstance(file, Problem) else reader.parse(file, CEILING)
    places = None if isinstance(file, Problem) else spans.compose(file)
    if isinstance(file, Problem) or data is None or places is None:
        raise _CannotEdit(Refusal(f"{path} cannot be read", "run `briefgen check`"))
    for mention in found:
        if mention.start is None:
            where = f"{path}:{mention.line}:{mention.column}"
            raise _CannotEdit(
                Refusal(f"`{mention.name}` is written with escapes in {where}", "write it without escapes")
            )
    basic = [Edit(m.start, m.start + len(m.name), new) for m in found if m.start is not None]
    wanted = _renamed(data, found, new)
    ways: Iterable[tuple[Edit, ...]] = [()]
    new_path = path
    if old is not None:
        wanted["formerly"] = list(former_ids.after_rename(tuple(data.get("formerly") or ()), old, new))
        ways = former_ids.edits(file.text, data, places, old, new)
        new_path = str(PurePosixPath(path).with_name(f"{new}{PurePosixPath(path).suffix}"))
    mark = before[: len(before) - len(file.text.encode())]
    for way in ways:
        text = edits.apply(file.text, (*basic, *way))
        if reader.parse(YamlFile(path, text), CEILING)[0] == wanted:
            return Rewritten(path, before, mark + text.encode(), new_path)
    help = "write its ids without escapes, then run this again"
    raise _CannotEdit(Refusal(f"{path} cannot be edited without changing its data", help))


def _renamed(data: dict[str, Data], found: Iterable[Mention], new: str) -> dict[str, Data]:
    """Return the expected data after the rename."""
    result = copy.deepcopy(data)
    by_field: dict[At, list[Edit]] = defaultdict(list)
    for mention in found:
        by_field[mention.at].append(Edit(mention.inner, mention.inner + len(mention.name), new))
    for at, changes in by_field.items():
        here: Data = result
        for index, step in enumerate(at):
            if isinstance(here[step], str):
                # a shorthand: the path continues into the expanded struct, but the text is the value
                here[step] = edits.apply(here[step], changes)
                break
            assert index + 1 < len(at), at
            here = here[step]
    return result
