"""`briefgen links`: check links to other sites, and keep the results."""

from __future__ import annotations

import datetime
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from msgspec import to_builtins
from msgspec.structs import replace

import briefgen
from briefgen.cli import _completion, _shared
from briefgen.corpus import check_links
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.link_results import PATH, LinkResult, LinkResults, encoded
from briefgen.corpus.outbound_links import outbound_links
from briefgen.files.atomic import write_all
from briefgen.files.fetch import Fetcher
from briefgen.model.kinds.source import Source

_STATES = {
    "works": "work",
    "moved": "moved for good",
    "refused": "refuse programs, so nothing is known",
    "unreachable": "did not answer",
    "gone": "are gone",
}


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID]...", shell_complete=_completion.ids)
@click.option("--archive", "is_archiving", is_flag=True, help="Also look for archived copies of sources without one.")
@click.option("--hosts", type=click.IntRange(1, 64), default=8, show_default=True, help="Hosts asked at once.")
@click.option(
    "--pause",
    type=click.FloatRange(0, 600),
    default=1.0,
    show_default=True,
    help="Seconds between two requests to a host.",
)
@click.option(
    "--timeout", type=click.FloatRange(0.1, 600), default=30.0, show_default=True, help="Seconds for one address."
)
@click.option("--private", "may_be_private", is_flag=True, help="Also request addresses in private networks.")
@click.option("--archive-service", default=check_links.ARCHIVE, show_default=True, help="Address of a Wayback service.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@_shared.project_option
def command(
    ids: tuple[str, ...],
    project: Path | None,
    is_archiving: bool,
    hosts: int,
    pause: float,
    timeout: float,
    may_be_private: bool,
    archive_service: str,
    as_json: bool,
) -> None:
    """Check the links of all briefs, or of the briefs IDS.

    Writes the results to `seeds/links.json`. Commit this file: `briefgen check` reports dead links from it, and pages lead
    readers to the archived copy where the original is dead. No build requests an address. The exit code is 1 if a link is
    dead.

    Example: briefgen links --archive
    """
    content = _shared.linked(project)
    corpus, folder = content.corpus, content.config.project
    chosen = {content.named(id).id for id in ids}
    urls = sorted({link.url for link in outbound_links(corpus) if not chosen or link.id in chosen})
    contact = f"; {corpus.briefing.repository}" if corpus.briefing.repository else ""
    agent = f"briefgen/{briefgen.__version__} (link check{contact})"
    fetcher = Fetcher(agent, seconds=timeout, may_be_private=may_be_private)
    day = datetime.date.today().isoformat()
    found: dict[str, LinkResult] = {}
    try:
        with _shared.counted("links", len(urls)) as advance:
            for result in check_links.checked(urls, fetcher, day, corpus.links, hosts_at_once=hosts, pause=pause):
                found[result.url] = result
                advance()
        if is_archiving:
            _look_for_copies(corpus, found, fetcher, archive_service, pause)
    except KeyboardInterrupt:
        click.echo("interrupted: the results so far are kept", err=True)
    _write(folder, corpus, found, is_whole=not chosen and len(found) == len(urls))
    _print(found, as_json)
    sys.exit(1 if any(result.is_dead for result in found.values()) else 0)


def _look_for_copies(
    corpus: Corpus, found: dict[str, LinkResult], fetcher: Fetcher, service: str, pause: float
) -> None:
    """Add archived copies to the results of sources that name none."""
    wanted = [source for source in corpus.of(Source) if source.url in found and not source.archive_url]
    with _shared.counted("archived copies", len(wanted)) as advance:
        for number, source in enumerate(wanted):
            if number:
                time.sleep(pause)
            day = source.published or source.accessed
            near = "".join(filter(str.isdigit, day.text[:10])) if day else ""
            copy = check_links.archived_copy(source.url or "", fetcher, near, service)
            if copy is not None:
                found[source.url or ""] = replace(found[source.url or ""], copy=copy)
            advance()


def _write(folder: Path, corpus: Corpus, found: LinkResults, *, is_whole: bool) -> None:
    """Write the results; those of links that are in no brief any more are dropped."""
    known = {link.url for link in outbound_links(corpus)}
    kept = {} if is_whole else {url: result for url, result in corpus.links.items() if url in known}
    if not kept and not found and not (folder / PATH).exists():
        return
    with _shared.writing(folder):
        write_all(folder, {PATH: encoded((kept | dict(found)).values())})


def _print(found: LinkResults, as_json: bool) -> None:
    if as_json:
        rows = [to_builtins(found[url]) for url in sorted(found)]
        click.echo(json.dumps({"version": 1, "links": rows}, indent=2, ensure_ascii=False))
        return
    click.echo("\n".join(_lines(found)))


def _lines(found: LinkResults) -> Iterator[str]:
    states = Counter(result.state for result in found.values())
    yield from (f"{states[state]:>6} {words}" for state, words in _STATES.items() if states[state])  # type: ignore[index]
    yield from _listed("dead", (r for r in found.values() if r.is_dead))
    yield from _listed("moved", (r for r in found.values() if r.state == "moved"))
    if not found:
        yield "no links to check"


def _listed(title: str, results: Iterable[LinkResult]) -> Iterator[str]:
    rows = sorted(results, key=lambda each: each.url)
    if rows:
        yield f"\n{title}:"
        for each in rows:
            copy = f"; copy: {each.copy}" if each.copy else ""
            yield f"  {each.url}\n    {each.to or each.reason}{f', since {each.since}' if each.since else ''}{copy}"
