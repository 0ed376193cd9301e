"""The position matrix page of each plan, with the evidence, and the same as CSV."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.cell import Cell, Proposal
from briefgen.analysis.party_positions import version_day
from briefgen.model import vocabulary
from briefgen.model.kinds._base import kind_of
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.source import Source
from briefgen.site.days import iso
from briefgen.site.matrix import Matrix, MatrixRow, matrix, numbered, rows_on_page
from briefgen.site.matrix_words import opening
from briefgen.site.pages._base import DataFile, Page
from briefgen.site.pages._base import numbered as numbered_title
from briefgen.site.positions import HeldStatement, PositionRecord
from briefgen.site.shared import Site
from briefgen.text import csv
from briefgen.text.messages import decimal, gettext

COLUMNS = (
    *("plan", "kind", "point_number", "subject", "subject_title", "party", "party_name", "stance", "is_newest"),
    *("known_from", "date", "event", "event_title", "speaker", "speaker_name", "role", "on_behalf_of"),
    *("quote", "paraphrase", "sources", "grades", "credibility", "statement"),
    *("position_of", "basis", "stands_as"),
)
"""The columns of the CSV file, in order.

`stands_as` is `position` for a statement that the position rests on, `beside` for one shown beside it, else empty.
"""
NOT_KNOWN = "no-position-on-record"
NONE = "none"
LATEST = 3
"""The number of stance changes shown above the table; the others are folded."""
STATEMENTS = 80
"""The number of statements on a page of evidence, so that it stays below 300 kB and 4,000 elements."""
FEW_PARTIES = 5
"""The number of columns that fit side by side on a wide screen."""


def plan(site: Site) -> Iterator[Page | DataFile]:
    """Yield the matrix of every plan that has points, with its evidence and CSV file."""
    for one in site.corpus.of(Plan):
        points = site.corpus.points.get(one.id, ())
        if not points:
            continue
        found = matrix(site, one, points)
        lines = tuple(records(site, found))
        file = DataFile(f"plans/{one.id}/positions/positions.csv", csv.table(COLUMNS, lines))
        yield from _matrix_pages(site, found, file, len(lines))
        if found.parties:
            yield file
            yield from (_evidence(found, row) for row in found.rows if row.has_evidence)


def _matrix_pages(site: Site, found: Matrix, file: DataFile, lines: int) -> Iterator[Page]:
    size = rows_on_page(len(found.parties))
    total = -(-len(found.rows) // size) if found.parties else 1
    title = gettext("%(plan)s: where the parties stand", plan=found.plan.title)
    for number in range(1, total + 1):
        yield Page(
            uri=f"{numbered(found.plan.id, number)}index.md",
            template="pages/positions.md.j2",
            title=numbered_title(title, number),
            view={
                "plan": found.plan,
                "matrix": found,
                "rows": found.rows[(number - 1) * size : number * size],
                "number": number,
                "total": total,
                "folder": f"plans/{found.plan.id}/positions",
                "places": {row.brief.id: numbered(found.plan.id, n // size + 1) for n, row in enumerate(found.rows)},
                "opening": opening(site, found),
                "latest": LATEST,
                "few_parties": FEW_PARTIES,
                "latest_day": iso(site.as_of.latest) if site.as_of else "",
                "stance_meanings": vocabulary.stance_meanings(),
                "csv": file,
                "records": lines,
                "size": gettext("%(number)s kB", number=decimal(max(1, round(len(file.content) / 1000)))),
            },
            is_listing=True,
            has_toc=False,
            is_wide=True,
        )


def _evidence(found: Matrix, row: MatrixRow) -> Page:
    """Return the page with each party's statements on one subject."""
    heard = [cell for cell in row.cells if cell.history or cell.held]
    return Page(
        uri=f"plans/{found.plan.id}/positions/{row.brief.id}/index.md",
        template="pages/positions-evidence.md.j2",
        title=gettext("%(subject)s: who said so", subject=found.plan.title if row.number is None else row.name),
        view={
            "plan": found.plan,
            "row": row,
            "heard": heard,
            "most": max(1, STATEMENTS // max(1, len(heard))),
            "matrix_page": address_of_row(found, row),
        },
        is_listing=True,
        has_toc=False,
    )


def address_of_row(found: Matrix, row: MatrixRow) -> str:
    """Return the address of the matrix page with a row."""
    return numbered(found.plan.id, found.rows.index(row) // rows_on_page(len(found.parties)) + 1)


def records(site: Site, found: Matrix) -> Iterator[tuple[str, ...]]:
    """Yield the CSV rows: one per statement, newest first in each cell.

    A proposal has a row of its own. A cell without statements has one row with the stance `no-position-on-record`.
    """
    for row in found.rows:
        for cell in row.cells:
            about = (
                *(found.plan.id, kind_of(row.brief), "" if row.number is None else str(row.number), row.brief.id),
                *(row.brief.label, cell.party, site.label(cell.party)),
            )
            rests_on = {said.ref for voice in cell.now.voices for said in voice.shown}
            beside = {said.ref for voice in cell.now.voices for said in voice.beside}
            for voice in cell.now.voices:
                if voice.proposal is not None:
                    yield (*about, *_proposal(site, cell, voice, voice.proposal))
            for held in cell.held:
                ref = held.made.ref
                stands_as = "position" if ref in rests_on else "beside" if ref in beside else ""
                yield (*about, *_record(site, held, stands_as))
            if not cell.held and not cell.is_known:
                yield (*about, NOT_KNOWN, "yes", *("" for _ in COLUMNS[len(about) + 2 :]))


def _record(site: Site, held: HeldStatement, stands_as: str) -> tuple[str, ...]:
    made = held.made
    said = made.statement
    speakers = said.attributed_to
    return (
        *(held.said.stance, "yes" if stands_as == "position" else "no", held.iso, made.date.text),
        *(made.event.id, made.event.title, "; ".join(speakers), site.attribution(said)),
        *("; ".join(filter(None, (site.roles(id, made.date) for id in said.named_speakers))), said.on_behalf_of or ""),
        said.quote or "",
        site.prose.plain(said.paraphrase) if said.paraphrase else "",
        "; ".join(citation.source for citation in said.cite),
        "; ".join(_grade(site, citation.source) for citation in said.cite),
        "; ".join(str(citation.credibility or said.credibility or NONE) for citation in said.cite),
        _address(site, made.ref),
        *(held.actor, held.basis, stands_as),
    )


def _proposal(site: Site, cell: PositionRecord, voice: Cell, proposal: Proposal) -> tuple[str, ...]:
    _, version = site.corpus.versions[proposal.version]
    day = version_day(site.corpus, version)
    return (
        *("proposes", "yes", iso(site.position_records.day(proposal.version, cell.subject)), day.text if day else ""),
        *(version.event or "", version.label, voice.actor, site.label(voice.actor), "", "", "", ""),
        "; ".join(citation.source for citation in version.cite),
        "; ".join(_grade(site, citation.source) for citation in version.cite),
        "; ".join(str(citation.credibility or NONE) for citation in version.cite),
        _address(site, proposal.version),
        *(voice.actor, proposal.basis, "position"),
    )


def _address(site: Site, ref: str) -> str:
    url = site.url_of(ref) or ""
    return f"{site.site_url}{url}" if site.site_url else f"/{url}"


def _grade(site: Site, source: str) -> str:
    found = site.corpus.find(source, Source)
    return found.reliability if found and found.reliability else NONE
