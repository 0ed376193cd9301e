"""`briefgen review`: record that briefs were reviewed."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from briefgen.analysis.review_hash import ReviewHashes, fingerprint, rests_on
from briefgen.build import Checked, check_project
from briefgen.cli import _completion, _shared
from briefgen.config import Config
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.records import FOLDER
from briefgen.diagnostics import edits
from briefgen.diagnostics.types import Diagnostic, Severity
from briefgen.editing.review_field import stamped
from briefgen.files import git
from briefgen.files.atomic import write_all
from briefgen.model.edtf import NotADate, parse
from briefgen.model.kinds._base import Brief
from briefgen.provenance.new_records import on_new_records
from briefgen.text.unified_diff import unified


@click.command()
@click.argument("ids", nargs=-1, required=True, shell_complete=_completion.ids)
@_shared.project_option
@click.option("--on", "day", metavar="DATE", help="The day of the review. Default: today.")
@click.option("--base", metavar="REVISION", help="Name quotations whose record is new or changed since a git revision.")
@click.option("--diff", "is_dry", is_flag=True, help="Print what would change, and write nothing.")
def command(ids: tuple[str, ...], project: Path | None, day: str | None, base: str | None, is_dry: bool) -> None:
    """Record in the briefs IDS that they were reviewed.

    The record has hashes of the brief and of what it rests on. `briefgen check` then reports when one of them changed.
    Nothing is written if one of the briefs has errors or cannot be written. With --base, quotations are named that rest
    on a record which the same change brings: their proof is as new as the words.

    Example: briefgen review 2025-11-27-bishkek-press-conference --on 2025-12-05
    """
    date = _day(day)
    config, before = _shared.find(project)
    with _shared.cache(config) as kept:
        checked = check_project(config, kept, before=before)
    content = _shared.Content(config, checked.linked)
    briefs = list(dict.fromkeys(_whole(content, id).id for id in ids))
    errors = list(_errors(checked, briefs))
    if errors:
        click.echo(_shared.report(errors, config.project, "text"), nl=False)
        sys.exit(1)
    if base is not None:
        _name_new_records(config, checked.corpus, base, briefs)
    written = [_noted(config.project, checked.corpus, id, date) for id in briefs]
    if is_dry:
        for path, old, new in written:
            click.echo(unified(path, edits.decoded(old)[0], edits.decoded(new)[0]), nl=False)
        return
    with _shared.writing(config.project):
        changed = write_all(config.project, {path: new for path, _, new in written})
    for path, _, _ in written:
        click.echo(path if path in changed else f"{path}: already recorded")


def _name_new_records(config: Config, corpus: Corpus, base: str, ids: Iterable[str]) -> None:
    """Print the quotations in some briefs that rest on a record changed since a revision.

    Raises click.UsageError if the revision is unknown.
    """
    try:
        changed = git.changed_since(base, config.project, FOLDER)
    except git.NoRevision as error:
        raise click.UsageError(f"--base {base}: {error}") from None
    for fact in on_new_records(corpus, changed, frozenset(ids)):
        click.echo(fact.sentence(), err=True)


def _day(text: str | None) -> str:
    if text is None:
        return datetime.date.today().isoformat()
    try:
        date = parse(text)
    except NotADate as error:
        raise click.UsageError(f"`{text}` is not a date; {error}") from None
    if not date.is_exact:
        raise click.UsageError(f"`{text}` is not a single day; write it like `2025-11-28`")
    return date.text


def _whole(content: _shared.Content, id: str) -> Brief:
    brief = content.named(id)
    if "#" in id or "@" in id:
        raise click.UsageError(f"`{id}` is part of a brief; a review is of the whole brief, write `{brief.id}`")
    return brief


def _errors(checked: Checked, ids: Iterable[str]) -> Iterator[Diagnostic]:
    paths = {checked.corpus.paths[id] for id in ids}
    yield from (d for d in checked.diagnostics if d.severity is Severity.ERROR and d.span.path in paths)


def _noted(project: Path, corpus: Corpus, id: str, date: str) -> tuple[str, bytes, bytes]:
    """Return the path of a brief, and its content before and after.

    Raises click.UsageError if the review cannot be recorded.
    """
    brief, path = corpus.briefs[id], corpus.paths[id]
    named = ReviewHashes(corpus).named(brief)
    lost = [target for target, digest in zip(rests_on(corpus, brief), named, strict=True) if digest is None]
    if lost:
        raise click.UsageError(f"`{id}` rests on `{lost[0]}`, which cannot be read; run `briefgen check`")
    review = {"date": date, "brief": fingerprint(brief), "named": " ".join(filter(None, named))}
    try:
        content = (project / path).read_bytes()
    except OSError as error:
        raise click.UsageError(f"{path} cannot be read: {error.strerror}") from None
    after = stamped(path, content, {name: value for name, value in review.items() if value})
    if after is None:
        raise click.UsageError(
            f"{path} cannot be edited without changing more than the review; delete its `reviewed` and try again"
        )
    return path, content, after
