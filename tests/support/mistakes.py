"""Mistakes that editors type: edits of a clean project, each with its finding.

The project and the case files are in `tests/data/mistakes`. A case has these keys:

- ``name``, and ``edits``: by path, `{old, new}`, `{text}`, `{moved_from}` or `{deleted: true}`, with an `encoding`
- ``at``: `path:line:column code` of the finding, with its ``message`` and ``help``
- ``fix``: `safe` or `unsafe` where one is offered. The fixes, applied until none is left, lead to a clean project, or to
  the codes in ``then``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec
import yaml

from briefgen.build import Checked, check_project
from briefgen.cli.check import checker
from briefgen.config import read
from briefgen.corpus.cache import Cache
from briefgen.corpus.load import LoadedFile
from briefgen.diagnostics.types import Diagnostic
from briefgen.editing.fix import Fixed, apply_fixes
from tests.support.projects import ROOT

PROJECT = ROOT / "tests/data/mistakes/project"
CASES = ROOT / "tests/data/mistakes"
CLEAN = {path.relative_to(PROJECT).as_posix(): path.read_text("utf-8") for path in PROJECT.rglob("*") if path.is_file()}
_CACHE: Cache[LoadedFile] = Cache()


class Edit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What happens to one file: it is changed, written, moved here or deleted."""

    old: str = ""
    new: str = ""
    text: str | None = None
    moved_from: str = ""
    deleted: bool = False
    encoding: str = "utf-8"


class Mistake(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One case of a case file."""

    name: str
    edits: Mapping[str, Edit]
    at: str = ""
    message: str = ""
    help: str = ""
    fix: str = ""
    then: tuple[str, ...] = ()


def mistakes(name: str) -> list[Mistake]:
    """Return the cases of a file in `tests/data/mistakes`."""
    return msgspec.convert(yaml.safe_load((CASES / f"{name}.yaml").read_text("utf-8")), list[Mistake])


@contextmanager
def edited(folder: Path, edits: Mapping[str, Edit]) -> Iterator[Path]:
    """Apply edits to a copy of the clean project, and undo them at the end."""
    try:
        _apply(folder, edits)
        yield folder
    finally:
        for path in {*edits, *(edit.moved_from for edit in edits.values() if edit.moved_from)}:
            (folder / path).unlink(missing_ok=True)
            if path in CLEAN:
                (folder / path).write_text(CLEAN[path], "utf-8")
            elif not any((folder / path).parent.iterdir()):
                (folder / path).parent.rmdir()


def _apply(folder: Path, edits: Mapping[str, Edit]) -> None:
    for path, edit in edits.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if edit.deleted:
            target.unlink()
            continue
        if edit.moved_from:
            (folder / edit.moved_from).unlink()
        target.write_bytes(_content(path, edit).encode(edit.encoding))


def _content(path: str, edit: Edit) -> str:
    if edit.text is not None:
        return edit.text
    before = CLEAN[edit.moved_from or path]
    assert not edit.old or before.count(edit.old) == 1, f"{path} must have {edit.old!r} once"
    return before.replace(edit.old, edit.new) if edit.old else before


def diagnosed(project: Path) -> tuple[Diagnostic, ...]:
    """Check a project with its `mkdocs.yml`."""
    config, before = read(project)
    return check_project(config, _CACHE, before=before).diagnostics


def fixed(project: Path) -> Fixed[Checked]:
    """Apply every fix, the unsafe ones too, in memory."""
    config, before = read(project)
    check = checker(config, _CACHE, before=before)
    return apply_fixes(check, config, unsafe=True, is_wanted=lambda _: True)


def found(diagnostic: Diagnostic) -> dict[str, str]:
    """Return a diagnostic as the keys of a case."""
    span, fix = diagnostic.span, diagnostic.fix
    return {
        "at": f"{span.path}:{span.line}:{span.column} {diagnostic.code}",
        "message": diagnostic.message,
        "help": diagnostic.help,
        "fix": "" if fix is None else "safe" if fix.is_safe else "unsafe",
    }


def expected(mistake: Mistake) -> dict[str, str]:
    """Return the finding that a case expects, in the same form as `found`."""
    return {"at": mistake.at, "message": mistake.message, "help": mistake.help, "fix": mistake.fix}
