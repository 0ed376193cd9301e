"""The trials: the same texts as plain pages (before) and as briefs (after)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
from markupsafe import Markup, escape

from briefgen.render.page_helpers import code_block
from briefgen.text.prose import Prose, RenderContext, Target
from tests.support.projects import run, write
from tests.support.sites import built
from tests.vectors import baseline, project
from tests.vectors.chromium import Findings, Known, Way, known_of, look, read
from tests.vectors.published import Vector
from tests.vectors.server import served

# styles and fonts do not affect execution; without them nothing is hidden, and a page takes half the time
_WITHOUT = r"\.(css|woff2?)$"
# errors of two of our own scripts under synthetic events; all other findings count
_UNJUDGED = {"error"}


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """The result of a trial: texts, fields, rejected texts, and findings on pages."""

    texts: int
    places: int
    refused: int = 0
    pages: int
    """How many pages were audited as Chromium parses them."""
    read: int
    """How many of them were opened with their scripts, and acted on."""
    findings: Findings

    @property
    def wrong(self) -> dict[str, list[str]]:
        """Return the findings that are not allowed, by the address of the page."""
        return wrong(self.findings)


def wrong(findings: Findings) -> dict[str, list[str]]:
    """Return the findings that are not allowed, by the address of the page."""
    found = {
        address: [f"{one.what}: {one.more}" for one in happened if one.what not in _UNJUDGED]
        for address, happened in findings.items()
    }
    return {address: what for address, what in found.items() if what}


def before(folder: Path, vectors: Sequence[Vector], *, held: bool = False) -> dict[str, set[str]]:
    """Return the findings of each text as a plain MkDocs Material page, by its name.

    With ``held``, our policy for handwritten pages applies.
    """
    site = baseline.build(folder, vectors, baseline.SETTINGS + baseline.HELD * held)
    known = _known_at_control(site)
    addresses = {vector.name: baseline.address_of(vector) for vector in vectors}
    with served(site, known.scripts, without=f"{baseline.WITHOUT}|{_WITHOUT}") as address:
        found = read(address, ["control/", *addresses.values()], Way(known=known))
    assert not found["control/"], found["control/"]
    return {name: {one.what for one in found[at]} for name, at in addresses.items()}


def _known_at_control(site: Path) -> Known:
    return known_of(site / "control")


def own(folder: Path, vectors: Sequence[Vector], *, rounds: int, every: int = 1, most: int = 2) -> Result:
    """Build our own texts in every field, audit every page, and open every nth."""
    places = project.write_own(folder / "own", vectors, rounds=rounds)
    return _built(folder / "own", control(folder), places, every=every, most=most)


def published(folder: Path, vectors: Sequence[Vector], *, every: int = 1, most: int = 2) -> Result:
    """Build the published texts in all kinds, audit every page, and open every nth."""
    places = project.write_published(folder / "published", vectors)
    return _built(folder / "published", control(folder), places, every=every, most=most)


def control(folder: Path) -> Known:
    """Return the known content: a site with the same settings and no hostile text."""
    if not (folder / "control").is_dir():
        project.write_control(folder / "control")
    return known_of(built(folder / "control", "vectors-control"))


def _built(folder: Path, known: Known, places: project.Places, *, every: int, most: int) -> Result:
    refused = project.refuse(folder, places)
    site = project.build(folder)
    return tried(site, known, places, refused, every=every, most=most)


def tried(
    site: Path, known: Known, places: project.Places, refused: project.Places, *, every: int = 1, most: int = 2
) -> Result:
    """Audit every page of a site, open every nth, and return all findings.

    The policy of a sealed site is removed, so that it cannot hide what the other layers miss.
    """
    addresses = addresses_of(site)
    with served(site, known.scripts, without=_WITHOUT) as address:
        seen = look(address, addresses, known)
    happened = happening(site, [a for n, a in enumerate(addresses) if n % every == 0], Way(known=known, most=most))
    held = {at: planted for at, planted in places.items() if at not in refused}
    return Result(
        texts=len({planted.vector.name for planted in places.values()} - {project.TOGETHER}),
        places=len(held),
        refused=len(refused),
        pages=len(addresses),
        read=len(happened),
        findings={a: (*seen[a], *happened.get(a, ())) for a in addresses},
    )


def happening(site: Path, addresses: Sequence[str], way: Way, *, is_sealed: bool = False) -> Findings:
    """Open pages of a site and return the findings; a sealed site may keep its policy."""
    with served(site, way.known.scripts, is_sealed=is_sealed, without=_WITHOUT) as address:
        return read(address, addresses, way)


def addresses_of(site: Path) -> list[str]:
    """Return the address of every page of a site, including the 404 page."""
    return sorted(f.relative_to(site).as_posix().removesuffix("index.html") for f in site.rglob("*.html"))


def islands(folder: Path, vectors: Sequence[Vector], *, size: int = 60) -> Result:
    """Write pages with only rendered prose, and plain text in each HTML context."""
    prose = Prose({"a": Target("events/a/", "A")}, {"XSS": "a"})
    place = RenderContext(link=lambda url: f"../{url}")
    pages = {}
    for start in range(0, len(vectors), size):
        lines = [_island(prose, place, vector) for vector in vectors[start : start + size]]
        head = escape(vectors[start].text)
        pages[f"page-{start}/index.html"] = f'<!doctype html><meta charset="utf-8"><title>{head}</title>' + "\n".join(
            lines
        )
    site = write(folder / "islands", pages)
    with served(site, ()) as address:
        found = read(address, addresses_of(site), Way())
    return Result(texts=len(vectors), places=6 * len(vectors), pages=len(pages), read=len(pages), findings=found)


def _island(prose: Prose, place: RenderContext, vector: Vector) -> Markup:
    text = vector.text
    return Markup("<section><div>{}</div><p>{}</p><p>{}</p><p title=\"{}\" data-x='{}'>x</p>{}</section>").format(
        prose.html(text, place, autolink=True),
        prose.inline(text, place),
        prose.plain(text),
        text,
        text,
        code_block(text),
    )


def zensical(project_folder: Path, folder: Path) -> Path:
    """Render a project, build it with Zensical, and return the site's folder."""
    for words, where in (
        (("briefgen", "render", "--output", str(folder)), project_folder),
        (("zensical", "build"), folder),
    ):
        done = run(*words, cwd=where, timeout=1800)
        assert done.returncode == 0, done.stdout[-1000:] + done.stderr[-1000:]
    return folder / "site"
