"""Write records of documents: new ones, renewed ones, and their proofs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from briefgen.cli import _shared
from briefgen.cli._common import note
from briefgen.corpus import records
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.records import TEXTS, Record
from briefgen.files.atomic import write_all, write_atomically
from briefgen.model.kinds.source import Source
from briefgen.provenance import short_quotes
from briefgen.text import shingles

IGNORE = f"{TEXTS}/.gitignore"
"""The file by which git ignores the folder of texts."""


def write(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """Write all files or, if one fails, none; return the paths of those that changed."""
    with _shared.writing(folder):
        return [path for path in write_all(folder, files) if path != IGNORE]


def prove(corpus: Corpus, folder: Path, held: Record) -> None:
    """Renew an older record whose text is present, and update its proofs.

    The rest of the file stays unchanged.
    """
    text = held.text
    if text is None or held.content is None:
        return
    language = held.meta.language or language_of(corpus, held.id)
    if not held.is_newest or language != held.meta.language:
        held = _renewed(folder, held, held.content, language)
    elif shingles.make(text, held.id) != held.print:
        message = f"{held.path}: its fingerprint was made by another version of briefgen"
        click.echo(f"{message}; run `briefgen source add {TEXTS}/{held.id}.txt --id {held.id}`", err=True)
        return
    found = short_quotes.proofs(corpus, held)
    old = frozenset(held.meta.checked)
    if found == held.meta.checked:
        return
    try:
        content = short_quotes.with_proofs(held.path, (folder / held.path).read_bytes(), found)
        if content is None:
            raise click.UsageError(f"`{held.path}` cannot be edited line by line; delete its field `checked`")
        write_atomically(folder / held.path, content)
    except OSError as error:
        raise click.UsageError(f"`{held.path}` cannot be written: {error.strerror}") from None
    changes = (f"{len(frozenset(found) - old)} added", f"{len(old - frozenset(found))} removed")
    note(f"{held.path}: proofs of short quotations written, {' and '.join(changes)}")


def language_of(corpus: Corpus, id: str) -> str | None:
    """Return the language of the source whose document a record describes."""
    brief = next((source for source in corpus.of(Source) if id in (source.id, source.document)), None)
    return brief.language if brief else None


def _renewed(folder: Path, held: Record, content: str, language: str | None) -> Record:
    """Write a record with a fingerprint of the newest kind, and return it."""
    new = records.renewed(held, content, language)
    write(folder, records.files(new))
    note(f"{new.path}: renewed, with what an older record did not keep; commit it and its fingerprint")
    return new
