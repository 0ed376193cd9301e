"""Every offered fix works: its finding is gone, and there is no new error.

Holds for the mistakes of `tests/data/mistakes`, and for mutated briefs of the golden project.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from briefgen.build import check_project
from briefgen.config import Config
from briefgen.corpus.cache import Cache
from briefgen.corpus.load import LoadedFile
from briefgen.diagnostics import edits
from briefgen.diagnostics.types import Diagnostic, Severity
from briefgen.yaml import reader
from briefgen.yaml.text import YamlFile
from tests.conftest import FULL
from tests.support.examples import examples
from tests.support.mistakes import PROJECT, edited, mistakes
from tests.support.mutation import run
from tests.support.mutation.mutate import mutated

_CACHE: Cache[LoadedFile] = Cache()
_LONG = ("nest", "swell")
_LATER = ("BG306", "BG406")
"""Rules whose errors of the same file a fix must not add, as with those of reading, decoding and linking."""
PATHS = [
    pytest.param(folder, path.relative_to(folder).as_posix(), id=f"{folder.name}/{path.stem}")
    for folder in (FULL, PROJECT)
    for path in sorted(folder.glob("content/**/*.yaml"))
]


def _checked(project: Path, overrides: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    return check_project(Config(project=project), _CACHE, overrides=dict(overrides)).diagnostics


def _errors(diagnostics: tuple[Diagnostic, ...], path: str, lines: range) -> Counter[tuple[str, str]]:
    # unknown themes are reported in the briefing, but only once it can be read
    is_briefing = path.endswith("briefing.yaml")
    return Counter(
        (each.code, each.message)
        for each in diagnostics
        if each.severity is Severity.ERROR and each.span.path == path and each.span.line in lines
        if each.code < "BG4" or (each.code in _LATER and "listed twice" not in each.message)
        if not (is_briefing and each.code == "BG306")
        # a field may have been missing before the file could be read
        if each.code != "BG202"
    )


def _complaints(project: Path, contents: Mapping[str, bytes]) -> Iterator[str]:
    """Yield what is wrong with the fixes that the check offers for these contents."""
    before = _checked(project, contents)
    for diagnostic in before:
        path = diagnostic.span.path
        if diagnostic.fix is None:
            continue
        content = contents[path] if path in contents else (project / path).read_bytes()
        text, mark = edits.decoded(content)
        after = edits.apply(text, diagnostic.fix.edits)
        said = f"{path}: {diagnostic.code} {diagnostic.message}, {diagnostic.fix.title}"
        could_be_read = reader.parse(YamlFile(path, text))[0] is not None
        if (could_be_read or diagnostic.code == "BG102") and reader.parse(YamlFile(path, after))[0] is None:
            yield f"{said}: the file cannot be read"
            continue
        found = _checked(project, {**contents, path: mark + after.encode("utf-8", "surrogatepass")})
        same = [each for each in before if (each.code, each.message) == (diagnostic.code, diagnostic.message)]
        left = [each for each in found if (each.code, each.message) == (diagnostic.code, diagnostic.message)]
        if len(left) >= len(same):
            yield f"{said}: the finding is still there"
        lines = _lines(text, after) if diagnostic.code == "BG102" else range(1, len(after) + 2)
        if new := _errors(found, path, lines) - _errors(before, path, range(1, len(text) + 2)):
            yield f"{said}: new errors {dict(new)}"


def _lines(before: str, after: str) -> range:
    """Return the lines of a text that differ from an earlier text."""
    edit = edits.replacing(before, after)
    first = after.count("\n", 0, edit.start) + 1
    return range(first, first + edit.text.count("\n") + 1)


def test_fixes_of_the_mistakes_work(tmp_path: Path) -> None:
    project = Path(shutil.copytree(PROJECT, tmp_path / "project"))
    topics = ("syntax", "fields", "references", "files")
    wrong = []
    for case in [case for topic in topics for case in mistakes(topic) if case.fix]:
        with edited(project, case.edits):
            wrong += [f"{case.name}: {said}" for said in _complaints(project, {})]
    assert wrong == []


@pytest.mark.parametrize(("project", "path"), PATHS)
def test_fixes_of_mutated_briefs_work(project: Path, path: str) -> None:
    wrong = []
    for number in range(examples(60)):
        name, content = mutated((project / path).read_text("utf-8"), run.seed_of(path, number))
        if name not in _LONG:
            wrong += [(number, said) for said in _complaints(project, {path: content})]
    assert wrong == []
