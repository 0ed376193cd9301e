"""What `briefgen source add` makes of a document: its record beside what was known of it, a source brief, and what that would cost.

Values only; the command reads and writes.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from briefgen.corpus import records
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.records import FOLDER, TEXTS, Record, RecordMeta
from briefgen.diagnostics.types import Problem
from briefgen.editing.scaffold import scalar
from briefgen.model import decode
from briefgen.model.kinds.source import Source
from briefgen.provenance.quotations import judge, quotations
from briefgen.yaml import reader

About = Mapping[str, str | None]
"""What an editor says of a document, by the options' names."""

_OF_BRIEF = ("title", "publisher", "url", "published", "language", "licence")
ONLY_OF_BRIEF = _OF_BRIEF[:4]
"""What is said in the source brief alone."""


def described(held: Record, before: RecordMeta | None, about: About) -> Record:
    """Return the record with what is said of it, and else with what was known; of the same text its proofs stay."""
    record = held.meta
    if before is not None:
        is_same = before.sha256 == record.sha256
        record = msgspec.structs.replace(
            record,
            received=before.received if is_same and not about["received"] else record.received,
            language=before.language,
            licence=before.licence,
            access=before.access,
            checked=before.checked if is_same else (),
        )
    given = {name: value for name in ("language", "licence", "access") if (value := _one_line(about[name]))}
    return msgspec.structs.replace(held, meta=msgspec.structs.replace(record, **given))


def faults(held: Record) -> tuple[Problem, ...]:
    """Return what keeps a record, as it would be written, from being read again."""
    return records.decode_record(held.path, records.yaml_of(held.meta))[1]


def brief(path: str, id: str, about: About) -> tuple[bytes, tuple[Problem, ...]]:
    """Return a source brief with what is said of it, and what keeps it from being one."""
    lines = [f"{name}: {scalar(value)}" for name in _OF_BRIEF if (value := _one_line(about[name]))]
    content = "\n".join([*lines, ""])
    data, problems = reader.parse(reader.YamlFile(path, content))
    if data is not None:
        _, problems = decode.decode(Source, path, data, id=id)
    return content.encode("utf-8", "replace"), problems


def texts(id: str, present: frozenset[str], *, is_committed: bool) -> tuple[str, ...]:
    """Return where a document's text belongs, by where one is present already: at home, or in the repository too."""
    at_home, committed = f"{TEXTS}/{id}.txt", f"{FOLDER}/{id}.txt"
    if is_committed or committed in present:
        return (committed, at_home) if at_home in present else (committed,)
    return (at_home,)


def lost(corpus: Corpus, held: Record) -> tuple[str, ...]:
    """Return the statements and briefs whose quotations stand in the record that there is, and would not in this one."""
    sources = {source.id for source in corpus.of(Source) if (source.document or source.id) == held.id}
    is_sound = held.id in corpus.records
    concerned = [
        quotation
        for quotation in quotations(corpus).all
        if (quotation.source in sources if is_sound else sources.issuperset(quotation.sources))
    ]
    return tuple(dict.fromkeys(q.ref for q in concerned if judge(held, q.text)[0] == "not-found"))


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())
