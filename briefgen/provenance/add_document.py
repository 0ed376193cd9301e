"""Prepare a document's record and source brief for `briefgen source add`.

Also finds the quotations that the new record would no longer contain. Pure values: the command reads and writes the
files.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from briefgen.corpus import records
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.records import FOLDER, TEXTS, Record, RecordMeta
from briefgen.diagnostics.types import Problem
from briefgen.model import decode
from briefgen.model.kinds.source import Source
from briefgen.provenance.judge import judge
from briefgen.provenance.quotations import quotations
from briefgen.text.lines import collapsed
from briefgen.yaml import reader
from briefgen.yaml.quote import quote
from briefgen.yaml.text import YamlFile

About = Mapping[str, str | None]
"""The editor's description of a document, by the names of the command's options."""

_OF_BRIEF = ("title", "publisher", "url", "published", "language", "licence")
ONLY_OF_BRIEF = _OF_BRIEF[:4]
"""The options that only apply to the source brief."""


def with_description(record: Record, before: RecordMeta | None, about: About, *, is_excerpt: bool) -> Record:
    """Return the record with the editor's description, else with the earlier values.

    Values in `about` win over the earlier ones. The proofs of short quotations are kept only if the text is the
    same.
    """
    meta = record.meta
    if before is not None:
        is_same = before.sha256 == meta.sha256
        meta = msgspec.structs.replace(
            meta,
            received=before.received if is_same and not about["received"] else meta.received,
            language=before.language,
            extent=before.extent if is_same else "whole",
            licence=before.licence,
            access=before.access,
            checked=before.checked if is_same and before.fingerprint.kind == meta.fingerprint.kind else (),
        )
    if is_excerpt:
        meta = msgspec.structs.replace(meta, extent="excerpt")
    given = {name: value for name in ("language", "licence", "access") if (value := collapsed(about[name] or ""))}
    return msgspec.structs.replace(record, meta=msgspec.structs.replace(meta, **given))


def record_problems(record: Record) -> tuple[Problem, ...]:
    """Return the problems that reading the record back would report."""
    return records.decode_record(record.path, records.yaml_of(record.meta))[1]


def brief(path: str, id: str, about: About) -> tuple[bytes, tuple[Problem, ...]]:
    """Return a source brief as YAML bytes, and the problems of reading it back."""
    lines = [
        f"{name}: {value if name == 'published' else quote(value)}"
        for name in _OF_BRIEF
        if (value := collapsed(about[name] or ""))
    ]
    content = "\n".join([*lines, ""])
    data, problems = reader.parse(YamlFile(path, content))
    if data is not None:
        _, problems = decode.decode(Source, path, data, id=id)
    return content.encode("utf-8", "replace"), problems


def text_paths(id: str, present: frozenset[str], *, is_committed: bool) -> tuple[str, ...]:
    """Return the paths where a document's text belongs, given the `present` paths.

    The local folder is the default. A text that is committed, or asked to be, goes to the repository. It then goes
    to the local folder too if it is there already.
    """
    at_home, committed = f"{TEXTS}/{id}.txt", f"{FOLDER}/{id}.txt"
    if is_committed or committed in present:
        return (committed, at_home) if at_home in present else (committed,)
    return (at_home,)


def lost_quotations(corpus: Corpus, record: Record) -> tuple[str, ...]:
    """Return the references of quotations that this record would no longer contain.

    Only quotations that the present record contains, or that could come from no other source, are considered.
    """
    sources = {source.id for source in corpus.of(Source) if (source.document or source.id) == record.id}
    is_sound = record.id in corpus.records
    concerned = [
        quotation
        for quotation in quotations(corpus).all
        if (quotation.source in sources if is_sound else sources.issuperset(quotation.sources))
    ]
    return tuple(dict.fromkeys(q.ref for q in concerned if judge(record, q.text).degree == "not-found"))
