"""Find all references to a brief, in fields and prose, with their file offsets.

Reads the referring files again. `refs` and `rename` use the same list.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec

from briefgen.corpus.load import Loaded
from briefgen.diagnostics.types import At, Problem
from briefgen.files.limits import CEILING
from briefgen.model import references as model_references
from briefgen.model.kinds._base import kind_of
from briefgen.model.references import ProseField, Reference
from briefgen.text.markup import CITATION, LINK, replaced_code
from briefgen.yaml import reader, spans
from briefgen.yaml.text import mark_at


class Mention(msgspec.Struct, frozen=True):
    """One reference to a brief: its file, the referring brief, field and offset."""

    path: str
    by: str
    """The id of the referring brief; empty for the briefing itself."""
    kind: str
    at: At
    target: str
    """The reference as written, with its statement or version if any."""
    inner: int
    """The offset of the id in the field's text."""
    line: int
    column: int
    start: int | None
    """The offset of the id in the file; None if the file writes it differently, such as with escapes."""

    @property
    def name(self) -> str:
        """Return the id alone, as written."""
        return _whole(self.target)

    @property
    def field(self) -> str:
        """Return the field's name, such as ``statements.speaker``."""
        return ".".join(step for step in self.at if isinstance(step, str))


class _Named(msgspec.Struct, frozen=True):
    """A mention before its file is read: the nth candidate in the field's text."""

    at: At
    target: str
    inner: int
    is_prose: bool
    nth: int = 0
    candidates: int = 1


def mentions(loaded: Loaded, project: Path, names: Collection[str], kind: str) -> tuple[Mention, ...]:
    """Return all references to a brief, sorted by kind, file and location.

    ``names`` are its present and former ids, ``kind`` its kind. Files that were not decoded have no
    references. Raises OSError if a file can no longer be read.
    """
    found: list[Mention] = []
    for entry in sorted(loaded.entries, key=lambda e: (e.kind.order, e.path)):
        if entry.brief is not None:
            named = list(_named(entry.brief, names, kind))
            found += _placed(project, entry.path, entry.id, kind_of(entry.kind), named, names)
    named = list(_named(loaded.briefing, names, kind))
    return (*found, *_placed(project, loaded.briefing_path, "", "briefing", named, names))


def _whole(target: str) -> str:
    return re.split("[#@]", target, maxsplit=1)[0]


def _named(struct: msgspec.Struct, names: Collection[str], kind: str) -> Iterator[_Named]:
    references, prose = model_references.harvest(struct)
    for reference in references:
        if _whole(reference.target) in names and _means(reference, kind):
            yield _Named(reference.at, reference.target, 0, is_prose=False)
    for field in prose:
        yield from _named_in_prose(field, names)


def _means(reference: Reference, kind: str) -> bool:
    """Return whether text that may be an id is a reference to this kind.

    In a loose field, the id of another kind is plain text.
    """
    return not reference.is_loose or kind in reference.kinds


def _named_in_prose(field: ProseField, names: Collection[str]) -> Iterator[_Named]:
    if "[[" not in field.text and "[@" not in field.text:
        return
    candidates = list(_candidates(names).finditer(field.text))
    if not candidates:
        return
    words = replaced_code(field.text, lambda code: "`" * len(code))
    targets = {m.start(): m[1].strip() for m in LINK.finditer(words)}
    targets |= {m.start(): m[1] for m in CITATION.finditer(words)}
    for nth, match in enumerate(candidates):
        if _whole(targets.get(match.start(), "")) == match[1]:
            yield _Named(field.at, targets[match.start()], match.start(1), True, nth, len(candidates))


def _candidates(names: Collection[str]) -> re.Pattern[str]:
    """Return the pattern of links and citations, for a field's text and for the file alike."""
    words = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?:\[\[\s*|\[@)({words})(?=\s*[\]|#@,])")


def _placed(
    project: Path, path: str, by: str, kind: str, named: list[_Named], names: Collection[str]
) -> Iterator[Mention]:
    if not named:
        return
    file = reader.read(path, (project / path).read_bytes(), CEILING)
    places = None if isinstance(file, Problem) else spans.compose(file)
    if isinstance(file, Problem) or places is None:
        return
    placed: list[Mention] = []
    for one in named:
        start, end = places.range(one.at) or (0, 0)
        offset = _offset(file.text[start:end], one, names)
        mark = mark_at(file.text, start + (offset or 0))
        at = None if offset is None else start + offset
        placed.append(Mention(path, by, kind, one.at, one.target, one.inner, mark.line, mark.column, at))
    yield from sorted(placed, key=lambda mention: (mention.line, mention.column))


def _offset(written: str, named: _Named, names: Collection[str]) -> int | None:
    if not named.is_prose:
        index = written.find(_whole(named.target))
        return None if index < 0 else index
    found = list(_candidates(names).finditer(written))
    return found[named.nth].start(1) if len(found) == named.candidates else None


def by_field(found: Collection[Mention]) -> dict[str, dict[str, int]]:
    """Return how often each field of each kind refers to it, most frequent first."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for mention in found:
        counts[mention.kind][mention.field] += 1
    return {kind: dict(sorted(fields.items(), key=lambda item: (-item[1], item[0]))) for kind, fields in counts.items()}
