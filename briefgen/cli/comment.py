"""`briefgen comment`: the comment under a proposal, from the reports of its check."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from briefgen.changes.comment import HostedProposal, NotAReport, comment, read_check, read_diff
from briefgen.cli._output import write_output
from briefgen.files.atomic import read_plain
from briefgen.text import urls

_MOST_BYTES = 50_000_000
_Read = TypeVar("_Read")
_REPORT = click.Path(dir_okay=False, path_type=Path)


def _address(_context: click.Context, _option: click.Parameter, url: str) -> str:
    if url and (not urls.is_safe(url) or not url.startswith("https://")):
        raise click.BadParameter(f"`{url}` is not a web address: write https://…")
    return url


@click.command()
@click.option("--diff", "diff_file", type=_REPORT, required=True, help="The report of `briefgen diff --format json`.")
@click.option(
    "--check", "check_file", type=_REPORT, required=True, help="The report of `briefgen check --format json`."
)
@click.option("--number", type=click.IntRange(1), required=True, help="The number of the proposal.")
@click.option("--head", required=True, metavar="COMMIT", help="The commit that was checked.")
@click.option("--run", default="", metavar="URL", callback=_address, help="The run that wrote the reports.")
@click.option("--preview", default="", metavar="URL", callback=_address, help="The preview of the site.")
@click.option("--repository", default="", metavar="URL", callback=_address, help="The repository on its host.")
@click.option("--output", type=click.Path(dir_okay=False, readable=False, path_type=Path), help="Write to a file.")
def command(
    diff_file: Path,
    check_file: Path,
    number: int,
    head: str,
    run: str,
    preview: str,
    repository: str,
    output: Path | None,
) -> None:
    """Write the comment under a proposal from two reports that are not trusted.

    The reports may come from the author of the proposal: their words are escaped, and no address in them is linked. A
    report that is missing is mentioned.

    Example: briefgen comment --diff diff.json --check check.json --number 12 --head 53d73b548d64d2ad557dd39cde22e4f19ef850fb
    """
    if not all(digit in "0123456789abcdef" for digit in head) or len(head) not in (40, 64):
        raise click.UsageError("`--head` must be a commit in full, with 40 or 64 hexadecimal digits")
    preview = f"{preview.rstrip('/')}/" if preview else ""
    proposal = HostedProposal(number=number, head=head, run=run, preview=preview, repository=repository)
    diff = _read(diff_file, lambda content: read_diff(content, proposal))
    text = comment(proposal, diff, _read(check_file, read_check))
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        write_output(output, text.encode("utf-8", "replace"))
    except OSError as error:
        raise click.UsageError(f"--output {error.filename} cannot be written: {error.strerror}") from None


def _read(file: Path, decode: Callable[[bytes], _Read]) -> _Read | None:
    """Return a report, or None if its file is missing."""
    try:
        content = read_plain(file, _MOST_BYTES)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise click.UsageError(f"{file} cannot be read: {error.strerror}") from None
    if isinstance(content, int):
        raise click.UsageError(f"{file} has {content:,} bytes; a report has at most {_MOST_BYTES:,}")
    try:
        return decode(content)
    except NotAReport as error:
        raise click.UsageError(f"{file}: {error}") from None
