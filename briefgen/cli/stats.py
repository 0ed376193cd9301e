"""`briefgen stats`: counts of briefs, coverage, and quality of the evidence."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import msgspec

from briefgen.cli import _shared
from briefgen.site.quality import findings
from briefgen.site.shared import Site
from briefgen.site.statistics import Share, Statistics, statistics


@click.command()
@_shared.project_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(project: Path | None, as_json: bool) -> None:
    """Count briefs, their coverage, and the quality of the evidence.

    The numbers are those of the published site. Drafts are counted separately.

    Example: briefgen stats --json
    """
    content = _shared.linked(project)
    drafts = content.config.options.drafts
    site = Site(content.corpus if drafts else content.corpus.without_drafts(), content.config)
    found = statistics(site, content.corpus)
    if as_json:
        click.echo(json.dumps({"version": 1, **msgspec.to_builtins(found)}, indent=2, ensure_ascii=False))
    else:
        click.echo("\n\n".join("\n".join(_section(title, rows)) for title, rows in _sections(site, found) if rows))


_Row = tuple[str, str]


def _sections(site: Site, found: Statistics) -> Iterator[tuple[str, list[_Row]]]:
    """Yield each table's title and its rows of a name and a value."""
    yield (
        f"Briefs{f' as of {found.as_of}' if found.as_of else ''}",
        [
            (kind, f"{amount.published}{f', {amount.drafts} in draft' if amount.drafts else ''}")
            for kind, amount in found.briefs.items()
        ],
    )
    made = found.statements
    yield (
        "Statements",
        [
            ("all", str(made.total)),
            ("with a quote", _share(Share(made.quoted, made.total))),
            ("with the original words", _share(Share(made.translated, made.total))),
            ("with a stance", _share(Share(made.with_stance, made.total))),
        ],
    )
    cover = found.coverage
    yield (
        "Coverage",
        [
            ("briefs that cite a source", _share(cover.cited)),
            ("events with statements", _share(cover.events_with_statements)),
        ],
    )
    yield (
        "Points with a stance of",
        [(site.label(party), _share(share)) for party, share in cover.points_with_stance.items()],
    )
    yield (
        "Points reported in",
        [(f"{one.plan}@{one.version}", _share(one.points)) for one in cover.versions if one.points.of],
    )
    yield (
        "Themes",
        [(site.briefing.themes[theme].title, str(number)) for theme, number in cover.themes.items()],
    )
    proof = found.evidence
    yield "Sources by grade", _grades(proof.sources_by_grade.items())
    yield "Statements by their best source", _grades(proof.statements_by_best_grade.items())
    made_by_origins = proof.statements_by_origins.items()
    yield "Statements by independent reports", [(count, str(number)) for count, number in made_by_origins]
    yield "Quotations", [(status.replace("-", " "), str(number)) for status, number in proof.quotations.items()]
    yield (
        "To be careful with",
        [
            ("Statements with one report only", _share(proof.statements_of_single_origin)),
            *((one.title, _share(found.careful[one.name])) for one in findings(site)),
        ],
    )
    yield "Review", [("briefs reviewed", _share(found.review.reviewed))]


def _grades(counts: Iterable[tuple[str, int]]) -> list[_Row]:
    return [("not graded" if grade == "none" else grade, str(number)) for grade, number in counts]


def _share(share: Share) -> str:
    return f"{share.count} of {share.of} ({share.count / share.of:.0%})" if share.of else "0"


def _section(title: str, rows: list[_Row]) -> Iterator[str]:
    yield title
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        yield f"  {name:<{width}}  {value}"
