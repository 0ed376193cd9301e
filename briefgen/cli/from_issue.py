"""`briefgen from-issue`: a draft brief from the answers in an issue form."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import click
import msgspec

from briefgen.cli import _shared
from briefgen.cli._common import note
from briefgen.editing import from_issue
from briefgen.editing.issue_forms import form_kinds
from briefgen.files.atomic import read_plain, write_all

_MOST_BYTES = 1_000_000


class _Label(msgspec.Struct):
    name: str = ""


class _Issue(msgspec.Struct):
    body: str | None = None
    number: Annotated[int, msgspec.Meta(ge=1)] | None = None
    labels: tuple[_Label, ...] = ()


class _Event(msgspec.Struct):
    """The part that is read of the event file of GitHub or Forgejo."""

    issue: _Issue


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@click.option(
    "--kind", type=click.Choice(form_kinds()), help="What the issue proposes. Default: by its label `brief:KIND`."
)
@click.option("--number", type=click.IntRange(1), help="The issue's number, for a text without event.")
@_shared.project_option
def command(file: Path, kind: str | None, number: int | None, project: Path | None) -> None:
    """Make a draft brief from the text of an issue form.

    FILE is the event of a workflow (`$GITHUB_EVENT_PATH`) or the plain text of an issue; `-` reads standard input. The text
    is never run, every new brief is a draft, and no file is overwritten. A statement is added to its event.

    Example: briefgen from-issue issue.md --kind event
    """
    text, found, labels = _issue(file)
    content = _shared.linked(project)
    folder = content.config.project

    def read(path: str) -> bytes | None:
        try:
            read = read_plain(folder / path, content.config.options.limits.file_bytes)
        except OSError:
            return None
        return read if isinstance(read, bytes) else None

    try:
        briefs = from_issue.made(
            kind or from_issue.kind_of_labels(labels),
            text,
            content.corpus,
            content.config.options.content,
            number=number or found,
            read=read,
            is_taken=lambda path: os.path.lexists(folder / path),
        )
    except from_issue.NoBrief as reason:
        raise click.UsageError(str(reason)) from None
    new = [path for path in briefs.files if not (folder / path).exists()]
    with _shared.writing(folder):
        write_all(folder, briefs.files)
    for path in briefs.files:
        click.echo(path)
    for remark in briefs.remarks:
        note(remark)
    note(
        f"next: run `briefgen check`; delete `status: draft` to publish {'it' if len(new) == 1 else 'them'}"
        if new
        else "next: run `briefgen check`"
    )


def _issue(file: Path) -> tuple[str, int | None, tuple[str, ...]]:
    """Return the text of an issue, its number and its labels. Raises click.UsageError."""
    try:
        content = sys.stdin.buffer.read(_MOST_BYTES + 1) if str(file) == "-" else read_plain(file, _MOST_BYTES)
    except OSError as error:
        raise click.UsageError(f"{file} cannot be read: {error.strerror}") from None
    if isinstance(content, int) or len(content) > _MOST_BYTES:
        raise click.UsageError(f"{file} is larger than {_MOST_BYTES} bytes; an issue is shorter")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file} is not UTF-8: byte {error.start + 1} cannot be read") from None
    if not text.lstrip().startswith("{"):
        return text, None, ()
    try:
        issue = msgspec.json.decode(text, type=_Event).issue
    except msgspec.DecodeError as error:
        raise click.UsageError(f"{file} is not the event of an issue: {error}") from None
    return issue.body or "", issue.number, tuple(label.name for label in issue.labels)
