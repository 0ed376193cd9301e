"""The position matrix page of each plan, with the evidence, and the same as CSV."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.corpus.corpus import StatementAt
from briefgen.model import vocabulary
from briefgen.model.kinds._base import kind_of
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.source import Source
from briefgen.site.history import DatedPosition
from briefgen.site.matrix import Cell, Matrix, matrix
from briefgen.site.pages._base import DataFile, Page
from briefgen.site.shared import Site
from briefgen.text import csv

COLUMNS = (
    *("plan", "kind", "point_number", "subject", "subject_title", "party", "party_name", "stance", "is_newest"),
    *("known_from", "date", "event", "event_title", "speaker", "speaker_name", "role", "on_behalf_of"),
    *("quote", "paraphrase", "sources", "grades", "credibility", "statement"),
)
"""The columns of the CSV file, in order."""
NOT_KNOWN = "not known"
NONE = "none"
LATEST = 3
"""The number of stance changes shown above the table; the others are folded."""
FEW_PARTIES = 5
"""The number of columns that fit side by side on a wide screen."""


def plan(site: Site) -> Iterator[Page | DataFile]:
    """Yield the matrix of every plan that has points, and its CSV file."""
    for one in site.corpus.of(Plan):
        points = site.corpus.points.get(one.id, ())
        if not points:
            continue
        found = matrix(site, one, points)
        lines = tuple(records(site, found))
        folder = f"plans/{one.id}/positions"
        file = DataFile(f"{folder}/positions.csv", csv.table(COLUMNS, lines))
        yield Page(
            uri=f"{folder}/index.md",
            template="pages/positions.md.j2",
            title=f"{one.title}: where the parties stand",
            view={
                "plan": one,
                "matrix": found,
                "latest": LATEST,
                "few_parties": FEW_PARTIES,
                "stance_meanings": vocabulary.stance_meanings(),
                "csv": file,
                "records": len(lines),
                "size": f"{max(1, round(len(file.content) / 1000))} kB",
            },
            is_listing=True,
            has_toc=False,
        )
        if found.parties:
            yield file


def records(site: Site, found: Matrix) -> Iterator[tuple[str, ...]]:
    """Yield the CSV rows: one per position, newest first in each cell.

    A cell without positions has one row with the stance "not known".
    """
    for row in found.rows:
        for cell in row.cells:
            about = (
                *(found.plan.id, kind_of(row.brief), "" if row.number is None else str(row.number), row.brief.id),
                *(row.brief.label, cell.party, site.label(cell.party)),
            )
            for held in cell.held:
                yield (*about, *_record(site, cell, held))
            if not cell.held:
                yield (*about, NOT_KNOWN, "yes", *("" for _ in COLUMNS[len(about) + 2 :]))


def _record(site: Site, cell: Cell, held: DatedPosition) -> tuple[str, ...]:
    made = held.position.made
    said = made.statement
    url = site.url_of(made.ref) or ""
    return (
        *(held.position.stance, "yes" if held is cell.held[0] else "no", held.iso, made.date.text),
        *(made.event.id, made.event.title, "; ".join(said.attributed_to), site.attribution(said)),
        *(_roles(site, made), said.on_behalf_of or "", said.quote or ""),
        site.prose.plain(said.paraphrase) if said.paraphrase else "",
        "; ".join(citation.source for citation in said.cite),
        "; ".join(_grade(site, citation.source) for citation in said.cite),
        "; ".join(str(citation.credibility or said.credibility or NONE) for citation in said.cite),
        f"{site.site_url}{url}" if site.site_url else f"/{url}",
    )


def _roles(site: Site, made: StatementAt) -> str:
    held = (site.roles(speaker, made.date) for speaker in made.statement.named_speakers)
    return "; ".join(filter(None, held))


def _grade(site: Site, source: str) -> str:
    found = site.corpus.find(source, Source)
    return found.reliability if found and found.reliability else NONE
