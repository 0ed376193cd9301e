"""`briefgen source`: record source documents, and check quotations against them."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import msgspec

from briefgen.check.runner import check as run_rules
from briefgen.check.spans import place
from briefgen.cli import _records, _shared
from briefgen.cli._common import note
from briefgen.corpus import records
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.records import FOLDER, TEXTS, Record, RecordMeta
from briefgen.diagnostics.selection import Selection
from briefgen.diagnostics.types import Diagnostic, Problem, Severity, worst
from briefgen.model.edtf import NotADate, parse
from briefgen.model.ids import RESERVED, is_id, suggested_id
from briefgen.model.kinds.source import Source
from briefgen.provenance import add_document, summary
from briefgen.provenance.coverage import Carried, beyond, coverage
from briefgen.provenance.quotations import Quotation, record_of
from briefgen.text import plaintext

_MOST_NAMED = 5


@click.group()
def command() -> None:
    """Keep records of source documents, and check quotations against them.

    A record in `seeds/` holds a fingerprint of the document instead of its text.

    Example: briefgen source add report.txt --id wire-report
    """


@command.command()
@click.argument("text", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--id", "id", required=True, help="The id of the source.")
@click.option("--title", help="Its title, for a new source brief.")
@click.option("--url", help="Its address, for a new source brief.")
@click.option("--publisher", help="Who published it, for a new source brief.")
@click.option("--published", help="The date of publication, for a new source brief.")
@click.option("--language", help="Its language, such as `en`.")
@click.option("--licence", help="The terms under which it may be used.")
@click.option("--access", help="Who may see the text.")
@click.option("--received", help="The day it was received. Default: today.")
@click.option("--encoding", default="", help="Its encoding, if that is not UTF-8.")
@click.option("--commit-text", is_flag=True, help="Keep the text in the repository. Needs --licence.")
@click.option("--excerpt", "is_excerpt", is_flag=True, help="The text is only a part of the document.")
@click.option("--replace", "is_replacing", is_flag=True, help="Replace the record of another text.")
@_shared.project_option
def add(
    text: Path,
    id: str,
    project: Path | None,
    encoding: str,
    commit_text: bool,
    is_excerpt: bool,
    is_replacing: bool,
    **about: str | None,
) -> None:
    """Make the record of a document from TEXT, a plain text file.

    `-` reads standard input. Writes `seeds/ID.yaml` and `seeds/ID.fp`, and the text to `seeds/texts/`, which git ignores.
    If there is no source brief yet, it is written, too.

    Example: briefgen source add report.txt --id wire-report --title "Report on the talks" --url https://example.org/report
    """
    content, _ = _recorded(project)
    folder = content.config.project
    _refuse_bad(id, content)
    _date("--published", about["published"])
    received = about["received"] or datetime.date.today().isoformat()
    _date("--received", received)
    given = _read(text)
    before = _before(folder, id)
    if before is not None and before.sha256 == records.digest(given):
        encoding = encoding or before.encoding or ""
    if commit_text and not (about["licence"] or (before and before.licence)):
        raise click.UsageError("--commit-text needs --licence: name the terms that permit publishing the text")
    about["language"] = about["language"] or _language(content.corpus, id, before)
    try:
        held = records.made(id, given, parse(received), encoding=encoding, language=about["language"] or "")
    except plaintext.NotText as refusal:
        raise click.UsageError(f"no record can be made of {_named(text)}: {refusal}; {refusal.help}") from None
    _refuse_other(content.corpus, before, held, is_replacing=is_replacing, folder=folder)
    held = add_document.with_description(held, before, about, is_excerpt=is_excerpt)
    _refuse_faults(add_document.record_problems(held))
    files = _texts(folder, id, given, is_committed=commit_text)
    files |= _brief(content, id, about)
    files |= records.files(held)
    _print_added(id, held.meta, _records.write(folder, files))


@command.command()
@click.argument("ids", nargs=-1, metavar="[SOURCE-ID]...")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@_shared.project_option
def check(ids: tuple[str, ...], as_json: bool, project: Path | None) -> None:
    """Check every quotation again, or only those from some sources.

    If the text of a document is present, short quotations are checked against it, and the record keeps the result. A record
    of an older kind is renewed. The exit code is 1 if a quotation is not found or a record is damaged.

    Example: briefgen source check
    """
    content, unsound = _reported(project)
    corpus, folder = content.corpus, content.config.project
    wanted = tuple(dict.fromkeys(_source(content, id) for id in ids))
    missing = tuple(quotation for quotation in summary.of(corpus, wanted) if quotation.status == "not-found")
    if as_json:
        click.echo(json.dumps({"version": 1, **summary.data(corpus, wanted)}, indent=2, ensure_ascii=False))
    else:
        if missing:
            click.echo(_shared.report(_findings(content, missing), folder, "text"))
        click.echo("\n".join(summary.table(corpus, wanted)))
    for held in corpus.records.values():
        if not wanted or any(record_of(corpus, id) is held for id in wanted):
            _records.prove(corpus, folder, held)
    sys.exit(1 if missing or worst(unsound, Severity.ERROR) else 0)


@command.command("coverage")
@click.argument("id", metavar="SOURCE-ID")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--fail-under", type=click.IntRange(0, 100), help="Exit with 1 if a smaller percentage is carried.")
@_shared.project_option
def cover(id: str, as_json: bool, fail_under: int | None, project: Path | None) -> None:
    """List which briefs carry each sentence of a document.

    A brief carries a sentence if it quotes it, or cites it with a locator such as `para. 4` or `sent. 7`. Sentences that no
    brief carries are marked.

    Example: briefgen source coverage wire-report --fail-under 100
    """
    content, _ = _reported(project)
    source = _source(content, id)
    held = record_of(content.corpus, source)
    if held is None:
        raise click.UsageError(f"`{source}` has no valid record; make it with `briefgen source add TEXT --id {source}`")
    found = coverage(content.corpus, source)
    carried = sum(bool(one.refs) for one in found)
    past = tuple(beyond(content.corpus, source))
    if as_json:
        rows = [{**msgspec.to_builtins(one), "carried": bool(one.refs)} for one in found]
        result = {"version": 1, "source": source, "sentences": rows, "carried": carried, "total": len(found)}
        result["beyond"] = [{"ref": use.ref, "locator": use.locator} for use in past]
        click.echo(json.dumps(result, indent=2, ensure_ascii=False))
    else:
        texts = held.text.texts() if held.text else ()
        for one in found:
            # another version of briefgen may have split the text differently from its fingerprint
            click.echo("\n".join(_sentence(one, texts[one.sentence - 1] if len(texts) == len(found) else "")))
        for use in past:
            click.echo(f"`{use.locator}` in {use.ref} is not in the document")
        click.echo(f"{carried} of {len(found)} sentences carried")
    sys.exit(1 if fail_under is not None and 100 * carried < fail_under * len(found) else 0)


def _sentence(one: Carried, text: str) -> Iterator[str]:
    yield f"sent. {one.sentence:<4} para. {one.paragraph:<4} {text or _many(one.words, 'word')}"
    yield from (f"    quoted by {ref}" for ref in one.quoted)
    yield from (f"    located by {ref}" for ref in one.located if ref not in one.quoted)
    if one.more:
        yield f"    and {_many(one.more, 'more reference')}"
    if not one.refs:
        yield "    no brief carries it"


def _recorded(project: Path | None) -> tuple[_shared.Content, tuple[Diagnostic, ...]]:
    """Return the project's content with its records, and the problems of the records."""
    content = _shared.linked(project)
    return content, place(content.linked.record_problems, content.config.project)


def _reported(project: Path | None) -> tuple[_shared.Content, tuple[Diagnostic, ...]]:
    """Return the same, and report the problems on standard error."""
    content, unsound = _recorded(project)
    if unsound:
        click.echo(_shared.report(unsound, content.config.project, "text", colour=False), nl=False, err=True)
    return content, unsound


def _source(content: _shared.Content, id: str) -> str:
    brief = content.named(id)
    if not isinstance(brief, Source):
        raise click.UsageError(f"`{id}` is not a source")
    return brief.id


# Adding a record.


def _refuse_bad(id: str, content: _shared.Content) -> None:
    if not is_id(id) or id in RESERVED:
        near = suggested_id(id)
        help = f"did you mean `{near}`?" if near and near != id else "use lower-case letters, digits and hyphens"
        raise click.UsageError(f"`{id}` cannot be an id; {help}")
    corpus = content.corpus
    now = corpus.former.get(id)
    if now is not None:
        raise click.UsageError(f"`{id}` is now called `{now}`; use --id {now}")
    brief = corpus.briefs.get(id)
    if brief is None and id in corpus.paths:
        raise click.UsageError(f"`{corpus.paths[id]}` is not a valid brief; see `briefgen check`")
    if brief is not None and not isinstance(brief, Source):
        raise click.UsageError(f"`{id}` is not a source: {corpus.paths[id]}")
    if brief is not None and brief.document not in (None, id):
        help = f"use --id {brief.document}, or delete the line `document` in {corpus.paths[id]}"
        raise click.UsageError(f"`{id}` names the record `{brief.document}`; {help}")
    for path in (FOLDER, TEXTS, *(f"{FOLDER}/{id}.{suffix}" for suffix in ("yaml", "fp", "txt")), f"{TEXTS}/{id}.txt"):
        if (content.config.project / path).is_symlink():
            raise click.UsageError(f"`{path}` is a symbolic link; put the file or folder itself there")
    if (content.config.project / FOLDER / f"{id}.yml").exists():
        raise click.UsageError(f"`{FOLDER}/{id}.yml` exists; rename it to `{id}.yaml`")


def _named(text: Path) -> str:
    return "standard input" if str(text) == "-" else f"`{text}`"


def _read(text: Path) -> bytes:
    """Return the bytes of a document.

    If it is too large, return one byte more than the limit, so that the caller can reject it.
    """
    try:
        if str(text) == "-":
            return sys.stdin.buffer.read(plaintext.MOST_BYTES + 1)
        with text.open("rb") as stream:
            return stream.read(plaintext.MOST_BYTES + 1)
    except OSError as error:
        raise click.UsageError(f"`{text}` cannot be read: {error.strerror}") from None


def _date(option: str, text: str | None) -> None:
    try:
        if text:
            parse(text)
    except NotADate as error:
        raise click.UsageError(f"{option}: `{text}` is not a date; {error}") from None


def _texts(folder: Path, id: str, given: bytes, *, is_committed: bool) -> dict[str, bytes]:
    """Return the files that store a document's text, by path."""
    present = frozenset(path for path in (f"{FOLDER}/{id}.txt", f"{TEXTS}/{id}.txt") if (folder / path).is_file())
    files = dict.fromkeys(add_document.text_paths(id, present, is_committed=is_committed), given)
    if f"{TEXTS}/{id}.txt" in files:
        # makes git ignore the folder, independently of the project's own `.gitignore`
        return {_records.IGNORE: b"*\n", **files}
    return files


def _before(folder: Path, id: str) -> RecordMeta | None:
    """Return the existing record, even if its fingerprint is damaged."""
    path = f"{FOLDER}/{id}.yaml"
    try:
        return records.decode_record(path, (folder / path).read_bytes())[0]
    except OSError:
        return None


def _refuse_other(corpus: Corpus, before: RecordMeta | None, held: Record, *, is_replacing: bool, folder: Path) -> None:
    """Reject another text for an existing record, unless it is to be replaced.

    Either way, say which quotations are not in the new text.
    """
    if (before and before.sha256 == held.meta.sha256) or not (folder / held.path).exists():
        return
    lost = add_document.lost_quotations(corpus, held)
    some = ", ".join((*lost[:_MOST_NAMED], *(["…"] if len(lost) > _MOST_NAMED else [])))
    costs = (
        f"{_many(len(lost), 'quotation')} would no longer be found: {some}" if lost else "no quotation would be lost"
    )
    if is_replacing:
        click.echo(costs.replace("would no longer be found", "of its source cannot be found in this text"), err=True)
        return
    what = f"the record of another text, received {before.received}" if before else "an unreadable record"
    raise click.UsageError(f"`{held.path}` is {what}; use --replace to replace it ({costs})")


def _language(corpus: Corpus, id: str, before: RecordMeta | None) -> str | None:
    """Return the language of a document from its earlier record, or from the source brief."""
    return (before.language if before else None) or _records.language_of(corpus, id)


def _refuse_faults(problems: Iterable[Problem]) -> None:
    for problem in problems:
        raise click.UsageError(f"{problem.message}{f'; {problem.help}' if problem.help else ''}")


def _brief(content: _shared.Content, id: str, about: add_document.About) -> dict[str, bytes]:
    """Return a new source brief for a record, or nothing if a brief already names the record."""
    known = next((s for s in content.corpus.of(Source) if id in (s.id, s.document)), None)
    if known is not None:
        unused = [f"--{name}" for name in add_document.ONLY_OF_BRIEF if about[name]]
        if unused:
            click.echo(f"{content.corpus.paths[known.id]} already exists: {', '.join(unused)} not used", err=True)
        return {}
    if not about["title"]:
        raise click.UsageError(f"there is no source `{id}` yet; give it a title with --title")
    file = content.config.content / Source.folder / f"{id}.yaml"
    path = file.relative_to(content.config.project).as_posix()
    if file.exists() or file.is_symlink():
        raise click.UsageError(f"`{path}` is not a valid brief; see `briefgen check`")
    made, problems = add_document.brief(path, id, about)
    _refuse_faults(problems)
    return {path: made}


def _print_added(id: str, record: RecordMeta, written: list[str]) -> None:
    counts = (("paragraph", record.paragraphs), ("sentence", record.sentences), ("word", record.words))
    click.echo(f"{id}: {', '.join(_many(count, name) for name, count in counts)}")
    for path in written:
        click.echo(f"  {path}{' (local only: git ignores it)' if path.startswith(f'{TEXTS}/') else ''}")
    if not written:
        click.echo("  nothing changed")
        return
    kept = [path for path in written if not path.startswith(f"{TEXTS}/")]
    commit = f", then `git add {' '.join(kept)}`" if kept else ""
    note(f"next: `briefgen source check {id}`{commit}")


# Checking quotations.


def _findings(content: _shared.Content, missing: Iterable[Quotation]) -> tuple[Diagnostic, ...]:
    """Return what `briefgen check` reports for quotations that are not found."""
    corpus = content.corpus
    wanted = {(corpus.paths[quotation.id], quotation.at) for quotation in missing}
    problems = run_rules(corpus, content.loaded.briefing_path, Selection(select=("quote-not-found",)))
    return place((p for p in problems if (p.path, p.at) in wanted), content.config.project)


def _many(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
